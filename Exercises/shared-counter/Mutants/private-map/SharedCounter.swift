import Glibc
import ServerKit
import Synchronization

struct SharedCounter {
    private let count: UnsafeMutablePointer<Atomic<Int>>

    init() throws {
        let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else { throw SystemError(call: "mmap", errno: errno) }
        count = memory.bindMemory(to: Atomic<Int>.self, capacity: 1)
        count.initialize(to: Atomic(0))
    }

    func increment() {
        count.pointee.add(1, ordering: .relaxed)
    }

    var value: Int { count.pointee.load(ordering: .relaxed) }
}
