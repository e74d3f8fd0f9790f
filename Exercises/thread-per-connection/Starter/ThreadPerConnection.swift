import ServerKit

/// 손님마다 스레드를 하나 띄워 맡김. 돌아오지 않음.
///
/// - 새 스레드가 `handle`을 한 번 부르고, 돌아오면 연결을 닫고 끝남. 손님이 떠나면 스레드도, 그 스택도 남지 않음.
/// - 함께 일하는 스레드는 많아야 `limit`개임. 자리가 없으면 다음 손님은 끊지 않고 기다리게 두었다가, 누구든 하나가 끝나는
///   대로 맡김.
/// - 스레드를 못 만들면 그 손님의 연결만 닫고 다음 손님을 받음.
/// - 받는 것이 실패하면(`EMFILE` 같은 것) 10 ms쯤 쉬었다가 다시 함.
public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    while true {
        // 1. 자리가 날 때까지 기다리기

        let client = try listener.accept()
        // 2. 스레드에 맡기기. 지금은 한 명씩 맡음.
        handle(client)
        client.close()
    }
}
