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
    func one() throws {
        switch birth {
        case .thread: try startThread(work).join()
        case .process:
            _ = try waitChild(
                try forkChild {
                    work(); return 0
                })
        }
    }
    func round() throws { for _ in 0..<count { try one() } }
    try round()
    var values: [Double] = []
    for _ in 0..<rounds {
        let a = clock()
        try round()
        values.append((clock() - a) / Double(count))
    }
    return Cost(median: values[rounds / 2], spread: values.max()! / values.min()!)
}
