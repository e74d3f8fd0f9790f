import ServerKit

/// 첫 칸은 모두가 한 걸음에 올리는 합, 나머지는 워커마다 맡고 있는지(1)임.
public struct Hits {
    private let memory: SharedMemory

    public init(workers: Int) throws {
        memory = try SharedMemory(words: 1 + workers)
    }

    public func begin(_ worker: Int) {
        memory[0] += 1
        memory[1 + worker] = 1
    }

    public func end(_ worker: Int) {
        memory[1 + worker] = 0
    }

    public func restart(_ worker: Int) {
        end(worker)
    }

    public var total: Int { memory[0] }

    public var busy: Int {
        var count = 0
        for word in 1..<memory.count { count += memory[word] }
        return count
    }
}
