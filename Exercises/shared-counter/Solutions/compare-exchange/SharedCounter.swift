import ServerKit

/// 읽은 값이 그대로일 때만 바꾸고, 아니면 다시 함.
struct SharedCounter {
    private let memory: SharedMemory

    init() throws {
        memory = try SharedMemory(words: 1)
    }

    func increment() {
        var old = memory[0]
        while !memory.exchange(old, for: old + 1, at: 0) { old = memory[0] }
    }

    var value: Int { memory[0] }
}
