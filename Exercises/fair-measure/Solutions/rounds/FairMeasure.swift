struct Comparison: Equatable {
    let ratio: Double
    let isClear: Bool
}

func compare(
    rounds: Int, wall: () -> Double, own: () -> Double, _ a: () -> Void, _ b: () -> Void
) -> Comparison? {
    /// 남과 코어를 나눠 썼거나 시계로 못 잴 만큼 짧았으면 nil.
    func value(of work: () -> Void) -> Double? {
        let start = (wall: wall(), own: own())
        work()
        let used = own() - start.own
        let taken = wall() - start.wall
        return taken > 0 && used >= taken * 0.93 ? taken : nil
    }

    a()
    b()
    var values: (a: [Double], b: [Double]) = ([], [])
    for _ in 0..<rounds {
        let first = value(of: a)
        let second = value(of: b)
        guard let first, let second else { continue }
        values.a.append(first)
        values.b.append(second)
    }
    guard !values.a.isEmpty, values.a.count * 2 >= rounds else { return nil }
    values.a.sort()
    values.b.sort()
    let middle = values.a.count / 2
    let last = values.a.count - 1
    return Comparison(
        ratio: values.b[middle] / values.a[middle],
        isClear: values.a[last] < values.b[0] || values.b[last] < values.a[0])
}
