import ServerKit
import Synchronization

/// 준비를 기다려 주는 루프. `run`은 따로 띄운 스레드 하나에서 돌고, 나머지는 Task들이 부름.
public final class EventLoop: Sendable {
    public init() throws {}

    /// 읽을 것(끝이나 오류도)이 있을 때까지 Task를 쉬게 함. 그동안 스레드를 붙들지 않음.
    ///
    /// Task가 취소되었거나 쉬는 동안 취소되면 곧바로 `CancellationError`를 던짐. 한 fd는 한 번에 한 Task만 기다림.
    func readable(_ fd: Int32) async throws {
        // withCheckedThrowingContinuation이 준 이어하기를 적어 두고, 준비되면 run이 꼭 한 번 부르게 하세요.
    }

    /// 쓸 자리가 날 때까지. 나머지는 `readable`과 같음.
    func writable(_ fd: Int32) async throws {}

    /// 준비된 것의 이어하기를 부름. 돌아오지 않음. 할 일이 없으면 잠듦.
    ///
    /// Poller는 잠든 동안 넣거나 바꾼 것도 봄. `poll`은 부를 때 준 것만 보고, 그 fd들을 쥐고 있음: 돌아올 때까지는 다른 스레드가
    /// 닫아도 연결이 끊기지 않으니, 기다릴 것이 늘거나 취소되면 파이프로 깨우세요.
    public func run() throws {}
}

/// 손님마다 Task를 하나 띄워, 받은 바이트를 그대로 돌려줌.
///
/// - 손님이 몇이든 스레드는 늘지 않음. Task 안에서 블로킹하지 않음: 읽을 것이 없거나 쓸 자리가 없으면 `await`로 쉼.
/// - 못 보낸 것이 있는 손님에게서는 더 읽지 않음. 보내기를 그만둔 손님에게는 남은 것을 보내고 닫음.
/// - 손님 하나의 오류는 그 손님에서 그침. 어떻게 끝나든 그 손님의 연결을 닫음.
/// - 받는 것이 실패하면(`EMFILE` 같은 것) 10 ms쯤 쉬었다가 다시 함. 그동안에도 맡은 손님은 맡음.
/// - 이 함수의 Task가 취소되면 더 받지 않고, 못 보낸 것이 있어도 손님의 연결을 모두 닫은 다음 끝남. 돌아오거나
///   `CancellationError`를 던짐. 그 밖의 오류는 던지지 않음. 듣는 소켓은 닫지 않음.
public func serve(_ listener: Listener, on loop: EventLoop) async throws {
    // 지금은 한 손님에게 붙들리고, Task를 막음.
    while true {
        let client = try listener.accept()
        while let bytes = try client.read() { try client.write(bytes) }
        client.close()
    }
}
