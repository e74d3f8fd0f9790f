import ServerKit

public struct Hits {
    private final class Counts {
        var begun: [Int]
        var ended: [Int]

        init(workers: Int) {
            begun = [Int](repeating: 0, count: workers)
            ended = begun
        }
    }
    private let counts: Counts

    public init(workers: Int) throws {
        counts = Counts(workers: workers)
    }

    public func begin(_ worker: Int) { counts.begun[worker] += 1 }
    public func end(_ worker: Int) { counts.ended[worker] += 1 }
    public func restart(_ worker: Int) { counts.ended[worker] = counts.begun[worker] }
    public var total: Int { counts.begun.reduce(0, +) }
    public var busy: Int { total - counts.ended.reduce(0, +) }
}
