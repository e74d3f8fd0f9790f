import ServerKit

/// 한 덩어리로 더하는 공유 메모리.
struct SharedCounter {
    private let memory: SharedMemory

    init() throws {
        memory = try SharedMemory(words: 1)
    }

    func increment() {
        memory.add(1, at: 0)
    }

    var value: Int { memory[0] }
}
