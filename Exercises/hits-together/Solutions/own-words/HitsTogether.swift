import ServerKit

/// 워커마다 제 칸 둘: 맡은 수와 보낸 수. 한 칸에는 한 워커만 적으니 다툴 것이 없음.
public struct Hits {
    private let memory: SharedMemory
    private let workers: Int

    public init(workers: Int) throws {
        self.workers = workers
        memory = try SharedMemory(words: workers * 2)
    }

    public func begin(_ worker: Int) { memory[worker * 2] += 1 }
    public func end(_ worker: Int) { memory[worker * 2 + 1] += 1 }
    public func restart(_ worker: Int) { memory[worker * 2 + 1] = memory[worker * 2] }

    public var total: Int { (0..<workers).reduce(0) { $0 + memory[$1 * 2] } }
    public var busy: Int { (0..<workers).reduce(0) { $0 + memory[$1 * 2] - memory[$1 * 2 + 1] } }
}
