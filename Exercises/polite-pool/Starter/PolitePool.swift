import ServerKit

/// 스레드 몇과 한도 있는 큐로 손님을 맡고, 더는 못 맡으면 그 자리에서 거절하는 서버. 돌아오지 않음.
///
/// - 많아야 `threads`명의 `handle`이 함께 돎. 저마다 다른 스레드에서 돌고, 서로를 기다리지 않음. 돌아오면 연결을 닫음.
/// - 스레드가 모두 손님을 맡고 있으면 `queue`명까지는 받아 두고, 스레드가 비는 대로 온 차례로 맡김. 기다리는 손님에게는
///   아무것도 보내지 않음. 곧 한꺼번에 오더라도 `threads + queue`명까지는 거절하지 않고, 그보다 많이 받아 두지도 않음.
/// - 그다음에 온 손님은 기다리게 하지 않고 받자마자 거절함: 아래의 답을 다 쓰고 연결을 닫음. 줄 끝은 모두 `\r\n`임.
///   `Retry-After`는 1 이상의 수(초), `Content-Length`는 빈 줄 다음에 쓴 바이트 수임. 헤더의 차례는 상관없음.
///
///       HTTP/1.1 503 Service Unavailable
///       Retry-After: 1
///       Content-Length: 0
///       Connection: close
///       (빈 줄)
///
/// - 거절할 때 손님을 기다리지 않음: 요청을 안 보낸 손님도, 답을 받고 안 떠나는 손님도 곧바로 거절하고 다음 손님을 받음.
///   다만 **이미 와 있는** 요청(64 KiB까지)은 읽어 버리고 닫음. 안 읽고 닫으면 손님이 끝 대신 끊김을 봄.
/// - 거절하는 동안 그 손님의 연결이 끊겨도 서버는 이어 감. 받는 것이 실패하면(`EMFILE` 같은 것) 10 ms쯤 쉬었다가 다시 함.
/// - 새로 띄우는 스레드는 많아야 `threads + 1`개임.
///
/// - Parameter queue: 0 이상. 0이면 스레드가 모두 손님을 맡고 있을 때 온 손님은 곧바로 거절함.
public func runBounded(
    _ listener: Listener, threads: Int, queue: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    while true {
        let client = try listener.accept()
        // 1. 더 맡을 수 있는지 보고, 아니면 거절하기

        // 2. 스레드들에게 맡기기. 지금은 한 명씩 맡음.
        handle(client)
        client.close()
    }
}
