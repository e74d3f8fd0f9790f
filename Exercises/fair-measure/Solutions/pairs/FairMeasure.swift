import ServerKit

struct Comparison: Equatable {
    let ratio: Double
    let isClear: Bool
}

/// 일 하나를 하는 동안 두 시계가 간 시간.
private struct Run {
    let wall: Double
    let own: Double

    var isFair: Bool { wall > 0 && own >= 0.93 * wall }
}

func compare(
    rounds: Int, wall: () -> Double, own: () -> Double, _ a: () -> Void, _ b: () -> Void
) -> Comparison? {
    func run(_ work: () -> Void) -> Run {
        let (wallBefore, ownBefore) = (wall(), own())
        work()
        return Run(wall: wall() - wallBefore, own: own() - ownBefore)
    }
    a()
    b()
    // 버릴 판을 가리기 전에 모두 적어 둠.
    let pairs = (0..<rounds).map { _ in (run(a), run(b)) }
    let fair = pairs.filter { $0.0.isFair && $0.1.isFair }
    guard !fair.isEmpty, Double(fair.count) >= Double(rounds) / 2 else { return nil }
    let (first, second) = (Estimate(fair.map { $0.0.wall }), Estimate(fair.map { $0.1.wall }))
    let overlap = first.smallest <= second.largest && second.smallest <= first.largest
    return Comparison(ratio: second.median / first.median, isClear: !overlap)
}
