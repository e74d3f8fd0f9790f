import ServerKit
import Synchronization

/// 여러 스레드가 함께 올리는 수.
struct Counter: Sendable {
    /// 1을 올림.
    let add: @Sendable () -> Void
    /// 지금까지 올린 수.
    let total: @Sendable () -> Int
}

/// 세는 방법 하나. 잴 때마다 새 카운터를 만듦.
struct Design: Sendable {
    let name: String
    let make: @Sendable () -> Counter
}

/// 표의 한 줄. 시간은 스레드 하나가 한 번 올리는 데 든 초.
struct Row {
    let name: String
    /// 스레드 하나가 혼자 올릴 때.
    let alone: Double
    /// 스레드 여럿이 카운터 하나를 함께 올릴 때.
    let together: Double
    /// 함께 올릴 때 잃은 수: 올린 횟수에서 `total()`을 뺀 것.
    let lost: Int
}

/// 방법마다 혼자일 때와 함께일 때를 재어 한 줄씩, 받은 차례대로 돌려줌.
///
/// 방법 하나에 두 번 잼. 먼저 스레드 하나로, 다음에 스레드 `threads`개로. 한 번 재는 법:
/// - 새 카운터를 만듦(`make()`). 앞에서 쓰던 것을 다시 쓰지 않음.
/// - 스레드를 모두 띄워 출발을 기다리게 한 **다음에** `clock`을 읽고 출발시킴. 만드는 값은 재지 않음.
/// - 스레드마다 `add()`를 `additions`번 부름. 여럿이면 함께 부름.
/// - 모두 마친 다음에 `clock`을 다시 읽음. 두 시각의 차이를 `additions`로 나눈 것이 값임.
/// - 스레드를 모두 join 한 뒤에 다음으로 넘어감. `clock`은 이 두 때에만, 부른 스레드가 읽음.
///
/// - Parameters:
///   - threads: 2 이상.
///   - additions: 1 이상. 스레드 하나의 몫임.
///   - clock: 지금의 시각(초).
func contentionTable(
    _ designs: [Design], threads: Int, additions: Int, clock: () -> Double
) throws -> [Row] {
    // 1. 카운터 하나와 스레드의 수를 받아 한 번 재는 함수를 쓰세요.
    //    출발 신호를 기다리는 법은 이 장에서 본 것 가운데 고르세요.

    // 2. 방법마다 새 카운터로 두 번 재어 한 줄을 만드세요.

    // 지금은 부른 스레드가 혼자 두 번 잼.
    designs.map { design in
        let counter = design.make()
        let start = clock()
        for _ in 0..<additions { counter.add() }
        let alone = (clock() - start) / Double(additions)
        return Row(name: design.name, alone: alone, together: alone, lost: 0)
    }
}
