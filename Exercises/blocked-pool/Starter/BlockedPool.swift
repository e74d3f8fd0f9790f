import Dispatch
import Foundation
import ServerKit

// 아래의 세 함수는 맞는 답을 내지만, 기다리는 동안 스레드를 붙잡고 있음. Task들은 코어 수만큼의 스레드를 나눠 쓰므로
// 코어 수만큼만 기다려도 다른 Task는 시작조차 못 함. 셋 모두, 기다리는 동안 스레드를 내주게 고치세요.
//
// 셋 모두 이래야 함:
// - 코어 수보다 많은 Task가 함께 불러도 모두 시작하고, 모두 함께 기다림.
// - 기다리는 동안 CPU를 쓰지 않음. 쉬지 않고 되묻는 것(`Task.yield()`의 반복)은 기다림이 아님.
//   receive는 조금씩 쉬며 되묻지도 않음: 읽을 것이 왔을 때 깨어남.
// - 함수의 이름과 타입은 그대로 둠. 스레드를 따로 띄워(`startThread`) 맡기는 것은 괜찮음: 그 스레드는 막혀도 됨.
//   `DispatchQueue.global()`은 따로가 아님: 리눅스에서는 Task들과 스레드를 나눠 씀.

/// 되었다고 할 때까지 `attempt`를 되풀이해 부름. 다른 서버가 뜨기를 기다릴 때 씀.
///
/// - 곧바로 한 번 부르고, false면 `milliseconds`밀리초 이상 쉬었다가 다시 부름.
/// - 쉬는 동안 Task가 취소되면 `CancellationError`를 던지고 돌아옴. 다시 부르지 않음.
///
/// - Returns: `attempt`를 부른 횟수.
func retry(every milliseconds: Int, _ attempt: @escaping @Sendable () -> Bool) async throws -> Int {
    var count = 1
    while !attempt() {
        // 1. 이 줄은 스레드를 재움. Task를 재우려면?
        usleep(UInt32(milliseconds) * 1000)
        try Task.checkCancellation()
        count += 1
    }
    return count
}

/// 두 일을 **함께** 진행하고 두 답을 차례대로 돌려줌. 첫 일이 기다리는 동안에도 둘째 일이 나아감.
func both(
    _ first: @escaping @Sendable () async -> Int, _ second: @escaping @Sendable () async -> Int
) async -> [Int] {
    let answers = Answers()
    let done = DispatchSemaphore(value: 0)
    Task {
        answers.set(await first(), at: 0)
        done.signal()
    }
    Task {
        answers.set(await second(), at: 1)
        done.signal()
    }
    // 2. 부른 Task가 스레드를 붙잡고 기다림. 두 Task는 어느 스레드에서 실행될까요?
    for _ in 0..<2 { done.wait() }
    return answers.values
}

/// 파이프나 소켓에서 한 번 읽음: 읽을 것이 올 때까지 기다렸다가, 와 있는 만큼(최대 4096바이트) 돌려줌.
///
/// - 보내는 쪽이 모두 닫았으면 nil(EOF).
/// - 오류(`SystemError`)는 그대로 던짐.
/// - 한 디스크립터는 한 번에 한 Task만 읽음. 디스크립터를 닫지 않음.
/// - 읽는 동안의 취소는 다루지 않아도 됨.
func receive(from descriptor: Int32) async throws -> [UInt8]? {
    // 3. 읽을 것이 올 때까지 스레드가 이 줄에서 잠듦.
    try readSome(descriptor, upTo: 4096)
}

/// 두 Task가 적는 두 칸.
final class Answers: @unchecked Sendable {
    private let lock = NSLock()
    private var slots = [0, 0]

    var values: [Int] { lock.withLock { slots } }

    func set(_ value: Int, at index: Int) {
        lock.withLock { slots[index] = value }
    }
}
