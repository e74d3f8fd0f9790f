import ServerKit

private let memory = try? SharedMemory(words: 1)

struct SharedCounter {
    init() throws {
        // 자식들이 생기기 전에 만들어 둠.
        _ = memory
    }

    func increment() {
        memory?.add(1, at: 0)
    }

    var value: Int { memory?[0] ?? 0 }
}
