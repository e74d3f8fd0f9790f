import Glibc
import ServerKit
import Testing

@Suite("Memory in common")
struct SharedMemoryTests {
    @Test("New memory is zeros; what a child stores its parent loads")
    func shared() async {
        await #expect(processExitsWith: .success) {
            let memory = try SharedMemory(words: 3)
            #expect((0..<3).map { memory[$0] } == [0, 0, 0])
            let child = try forkChild {
                memory[2] = -7
                return 0
            }
            #expect(try waitChild(child) == .exited(0))
            #expect(memory[2] == -7)
        }
    }

    @Test("Adding in one step loses nothing between processes")
    func adding() async {
        await #expect(processExitsWith: .success) {
            let memory = try SharedMemory(words: 1)
            let children = try (0..<4).map { _ in
                try forkChild {
                    for _ in 0..<20_000 { memory.add(1, at: 0) }
                    return 0
                }
            }
            for child in children { #expect(try waitChild(child) == .exited(0)) }
            #expect(memory[0] == 80_000)
        }
    }

    @Test("Adding gives the value after it and wraps")
    func addGives() throws {
        let memory = try SharedMemory(words: 1)
        #expect(memory.add(5, at: 0) == 5)
        memory[0] = .max
        #expect(memory.add(1, at: 0) == .min)
    }

    @Test("An exchange happens only if the word is what was expected")
    func exchanging() throws {
        let memory = try SharedMemory(words: 1)
        #expect(memory.exchange(0, for: 1, at: 0))
        #expect(!memory.exchange(0, for: 2, at: 0))
        #expect(memory[0] == 1)
    }

    @Test("Its descriptor names the same memory")
    func descriptor() throws {
        let memory = try SharedMemory(words: 2)
        let copy = dup(memory.descriptor)
        let other = try SharedMemory(descriptor: copy)
        other[1] = 9
        #expect(memory[1] == 9 && other.count == 2)
    }

    @Test("What holds no memory cannot be mapped")
    func bad() throws {
        let pipe = try makePipe()
        defer { [pipe.readEnd, pipe.writeEnd].forEach(closeDescriptor) }
        #expect(throws: SystemError(call: "mmap", errno: EINVAL)) {
            try SharedMemory(descriptor: pipe.readEnd)
        }
        #expect(throws: SystemError(call: "fstat", errno: EBADF)) { try SharedMemory(descriptor: -1) }
    }

    @Test("Words beside it are out of reach", arguments: [-1, 2])
    func checked(index: Int) async {
        await #expect(processExitsWith: .failure) { [index] in
            let memory = try SharedMemory(words: 2)
            memory[index] = 1
        }
    }
}
