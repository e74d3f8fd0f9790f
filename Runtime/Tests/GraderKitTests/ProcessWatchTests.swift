import GraderKit
import Glibc
import ServerKit
import Testing

@Suite("Looking at processes from outside")
struct ProcessWatchTests {
    /// A child that prepares something and waits, and what is seen of it before and after.
    ///
    /// Both looks are at one child: two children of a process that is busy on other threads differ by what those
    /// have opened in between.
    private func watching(
        _ prepare: @escaping @Sendable () throws -> Void, before: (ProcessWatch) throws -> Void = { _ in },
        _ look: (ProcessWatch) throws -> Void
    ) throws {
        let turns = try makePipe()
        let ready = try makePipe()
        let child = try forkChild {
            closeDescriptor(turns.writeEnd)
            try writeAll(ready.writeEnd, "r")
            _ = try readSome(turns.readEnd)
            try prepare()
            try writeAll(ready.writeEnd, "r")
            _ = try readSome(turns.readEnd)
            return 0
        }
        defer { [turns.readEnd, ready.readEnd, ready.writeEnd].forEach(closeDescriptor) }
        _ = try readSome(ready.readEnd)
        try before(ProcessWatch(child))
        try writeAll(turns.writeEnd, "t")
        _ = try readSome(ready.readEnd)
        try look(ProcessWatch(child))
        closeDescriptor(turns.writeEnd)
        #expect(try waitChild(child) == .exited(0))
        #expect(ProcessWatch(child).processes == [], "gone")
    }

    @Test("A descriptor more is seen")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            var before = 0
            try ProcessWatchTests().watching({ _ = try makePipe() }, before: { before = $0.descriptors }) {
                #expect(before > 0)
                #expect($0.descriptors == before + 2)
            }
        }
    }

    @Test("Children count, those that ended apart")
    func children() async {
        await #expect(processExitsWith: .success) {
            try ProcessWatchTests().watching({
                _ = try forkChild { while true { pause() } }
                let ending = try forkChild { 0 }
                // Ended but not waited for: WNOWAIT leaves it a zombie.
                var info = siginfo_t()
                waitid(P_PID, id_t(ending), &info, WEXITED | WNOWAIT)
            }) { watch in
                #expect(watch.processes.count == 2)
                #expect(watch.zombies == 1)
                #expect(watch.threads == 2)
                watch.processes.filter { $0 != watch.root }.forEach { kill($0, SIGKILL) }
            }
        }
    }

    @Test("Asleep is who waits in every thread; one that runs beside it is seen in every look")
    func asleep() async {
        await #expect(processExitsWith: .success) {
            try ProcessWatchTests().watching(
                {
                    _ = try startThread { while true {} }
                },
                before: { watch in
                    // It has said that it is ready, and goes to sleep soon.
                    while !watch.isAsleep { usleep(1000) }
                }
            ) { watch in
                for _ in 0..<100 { #expect(!watch.isAsleep) }
            }
        }
    }

    @Test("Asleep with children, and no more when one of them is awake")
    func asleepWithChildren() async {
        await #expect(processExitsWith: .success) {
            try ProcessWatchTests().watching({ _ = try forkChild { while true {} } }) { watch in
                #expect(!watch.isAsleep)
                let child = try #require(watch.processes.last)
                kill(child, SIGSTOP)
                while !watch.isAsleep { usleep(1000) }
                kill(child, SIGKILL)
            }
        }
    }

    @Test("Address space counts what was only reserved")
    func addressSpace() async {
        await #expect(processExitsWith: .success) {
            var before = 0
            try ProcessWatchTests().watching(
                { _ = mmap(nil, 1 << 30, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) },
                before: { before = $0.addressSpace }
            ) { #expect((1 << 30..<2 << 30).contains($0.addressSpace - before)) }
        }
    }

    @Test("Memory that was written counts, memory that was only reserved does not")
    func memory() async {
        await #expect(processExitsWith: .success) {
            var before = 0
            try ProcessWatchTests().watching(
                {
                    let access = PROT_READ | PROT_WRITE
                    let reserved = mmap(nil, 1 << 30, access, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                    if let reserved { memset(reserved, 1, 64 << 20) }
                }, before: { before = $0.memory }
            ) { #expect((60 << 20...80 << 20).contains($0.memory - before)) }
        }
    }

    @Test("What descriptors name is told")
    func openFiles() async {
        await #expect(processExitsWith: .success) {
            try ProcessWatchTests().watching({ _ = try duplicate(open("/dev/null", O_RDONLY), onto: 77) }) {
                #expect($0.openFiles[77] == "/dev/null")
            }
        }
    }
}
