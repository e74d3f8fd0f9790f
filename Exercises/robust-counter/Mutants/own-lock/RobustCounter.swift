import Foundation
import ServerKit

final class RobustCounter {
    private let memory: SharedMemory
    private let lock = NSLock()

    init() throws {
        memory = try SharedMemory(words: 1)
    }

    @discardableResult
    func update(_ change: (Int) -> Int) throws -> Int {
        lock.withLock {
            let changed = change(memory[0])
            memory[0] = changed
            return changed
        }
    }

    var value: Int {
        get throws { memory[0] }
    }
}
