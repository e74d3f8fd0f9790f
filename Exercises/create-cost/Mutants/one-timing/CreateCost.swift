import ServerKit

enum Birth {
    case thread
    case process
}

struct Cost {
    let median: Double
    let spread: Double
}

/// 하나를 태어나게 하고, 끝나기를 기다려 치움.
private func live(_ birth: Birth, _ work: @escaping @Sendable () -> Void) throws {
    switch birth {
    case .thread:
        try startThread(work).join()
    case .process:
        let child = try forkChild {
            work()
            return 0
        }
        _ = try waitChild(child)
    }
}

func cost(
    of birth: Birth, count: Int, rounds: Int, clock: () -> Double, _ work: @escaping @Sendable () -> Void
) throws -> Cost {
    for _ in 0..<count { try live(birth, work) }
    let start = clock()
    for _ in 0..<count { try live(birth, work) }
    return Cost(median: (clock() - start) / Double(count), spread: 1)
}
