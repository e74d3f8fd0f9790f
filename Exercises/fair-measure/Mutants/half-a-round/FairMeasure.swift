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
        if let first { values.a.append(first) }
        if let second { values.b.append(second) }
    }
    guard !values.a.isEmpty, !values.b.isEmpty, min(values.a.count, values.b.count) * 2 >= rounds else {
        return nil
    }
    values.a.sort()
    values.b.sort()
    return Comparison(
        ratio: values.b[values.b.count / 2] / values.a[values.a.count / 2],
        isClear: values.a[values.a.count - 1] < values.b[0] || values.b[values.b.count - 1] < values.a[0])
}
