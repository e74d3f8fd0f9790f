import Glibc
import ServerKit

final class RobustCounter {
    /// [수, 깃발]
    private let memory: SharedMemory

    init() throws {
        memory = try SharedMemory(words: 2)
    }

    @discardableResult
    func update(_ change: (Int) -> Int) throws -> Int {
        while !memory.exchange(0, for: 1, at: 1) { sched_yield() }
        let changed = change(memory[0])
        memory[0] = changed
        memory[1] = 0
        return changed
    }

    var value: Int {
        get throws { memory[0] }
    }
}
