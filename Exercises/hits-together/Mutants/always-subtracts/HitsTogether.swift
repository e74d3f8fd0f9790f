import ServerKit

public struct Hits {
    private let memory: SharedMemory

    public init(workers: Int) throws {
        memory = try SharedMemory(words: 2)
    }

    public func begin(_ worker: Int) {
        memory.add(1, at: 0)
        memory.add(1, at: 1)
    }

    public func end(_ worker: Int) { memory.add(-1, at: 1) }
    public func restart(_ worker: Int) { memory.add(-1, at: 1) }
    public var total: Int { memory[0] }
    public var busy: Int { memory[1] }
}
