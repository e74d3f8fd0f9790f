import Glibc
import ServerKit

enum Birth {
    case thread
    case process
}

struct Cost {
    let median: Double
    let spread: Double
}

func cost(
    of birth: Birth, count: Int, rounds: Int, clock: () -> Double, _ work: @escaping @Sendable () -> Void
) throws -> Cost {
    func round() throws {
        switch birth {
        case .thread:
            let threads = try (0..<count).map { _ in try startThread(work) }
            threads.forEach { $0.join() }
        case .process:
            let children = try (0..<count).map { _ in
                try forkChild {
                    work()
                    return 0
                }
            }
            for child in children { _ = try waitChild(child) }
        }
    }
    try round()
    let values = try (0..<rounds).map { _ in
        let start = clock()
        try round()
        return (clock() - start) / Double(count)
    }.sorted()
    return Cost(median: values[rounds / 2], spread: values[rounds - 1] / values[0])
}
