// uses: processes memory · mode 6 · -Onone
import Glibc
import ServerKit
import Synchronization

struct SharedCounter {
    private let memory: UnsafeMutablePointer<Int>
    init?() {
        let size = MemoryLayout<Int>.stride
        guard let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
            page != MAP_FAILED
        else { return nil }
        memory = page.bindMemory(to: Int.self, capacity: 1)
        memory.initialize(to: 0)
    }
    func add() { memory.pointee += 1 }
    var value: Int { memory.pointee }
    func free() { munmap(memory, MemoryLayout<Int>.stride) }
}

func counted(children: Int) throws -> Int {
    guard let counter = SharedCounter() else { return -1 }
    defer { counter.free() }
    for _ in 0..<children {
        let child = try forkChild {
            counter.add(); return 0
        }
        _ = try waitChild(child)
    }
    return counter.value
}
