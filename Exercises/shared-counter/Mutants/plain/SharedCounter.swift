import Glibc
import ServerKit

struct SharedCounter {
    private let count: UnsafeMutablePointer<Int>

    init() throws {
        let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else { throw SystemError(call: "mmap", errno: errno) }
        count = memory.bindMemory(to: Int.self, capacity: 1)
        count.initialize(to: 0)
    }

    func increment() {
        count.pointee += 1
    }

    var value: Int { count.pointee }
}
