import Foundation
import ServerKit

struct SharedCounter {
    private let memory: SharedMemory
    private let lock = NSLock()

    init() throws {
        memory = try SharedMemory(words: 1)
    }

    func increment() {
        lock.withLock { memory[0] = memory[0] + 1 }
    }

    var value: Int { lock.withLock { memory[0] } }
}
