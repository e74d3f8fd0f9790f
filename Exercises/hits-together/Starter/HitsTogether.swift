import ServerKit

/// 워커들이 함께 적는 점수판. 마스터가 워커를 띄우기 전에 하나 만들고, 모든 워커와 마스터가 함께 봄.
///
/// - 워커의 번호는 0부터 `workers - 1`까지임. 한 번호의 워커는 한때에 하나뿐이고, 손님을 한 번에 하나 맡음.
/// - 워커들은 동시에 적음. 하나도 사라지지 않음.
/// - 워커는 아무 때나 죽을 수 있음. 그래도 남은 워커는 막히지 않고 적음.
public struct Hits {
    // 지금은 그냥 변수임. fork 하면 저마다의 복사본이 됨.
    private final class Counts {
        var total = 0
        var busy = 0
    }
    private let counts = Counts()

    public init(workers: Int) throws {
        // 1. 모두가 함께 보는 메모리를 마련하세요.
    }

    /// 워커가 손님을 맡음.
    public func begin(_ worker: Int) {
        counts.total += 1
        counts.busy += 1
    }

    /// 워커가 손님을 보냄.
    public func end(_ worker: Int) {
        counts.busy -= 1
    }

    /// 이 번호의 워커가 죽어 마스터가 다시 띄우려 함. 손님을 맡은 채 죽었는지, 쉬다가 죽었는지는 모름.
    public func restart(_ worker: Int) {
        // 2. 그 워커가 맡은 채 죽었으면 이제 맡고 있지 않은 것으로 하세요.
    }

    /// 지금까지 맡은 손님의 수. 맡은 채 죽은 것도 셈.
    public var total: Int { counts.total }

    /// 지금 손님을 맡고 있는 워커의 수.
    public var busy: Int { counts.busy }
}
