import Glibc
import ServerKit
import Synchronization
import Testing

@Suite("Starting threads")
struct ThreadTests {
    @Test("join returns when the body has ended, and its writes are there")
    func join() throws {
        let sum = Mutex(0)
        let threads = try (1...4).map { number in try startThread { sum.withLock { $0 += number } } }
        threads.forEach { $0.join() }
        #expect(sum.withLock { $0 } == 10)
    }

    @Test("Bodies run in threads of their own, at the same time")
    func together() throws {
        let inside = Atomic(0)
        let threads = try (0..<2).map { _ in
            try startThread {
                inside.add(1, ordering: .sequentiallyConsistent)
                while inside.load(ordering: .sequentiallyConsistent) < 2 { sched_yield() }
            }
        }
        threads.forEach { $0.join() }
    }

    @Test("A detached thread runs on by itself")
    func detach() async throws {
        let isDone = Atomic(false)
        try startThread { isDone.store(true, ordering: .releasing) }.detach()
        while !isDone.load(ordering: .acquiring) { await Task.yield() }
    }

    @Test("A stack holds its thread's variables, and those of threads that live together lie apart")
    func stacks() throws {
        let inside = Atomic(0)
        let found = Mutex<[Range<UInt>]>([])
        @Sendable func note() throws {
            var local = 0
            let place = withUnsafePointer(to: &local) { UInt(bitPattern: $0) }
            let stack = try currentStack()
            #expect(stack.contains(place))
            found.withLock { $0.append(stack) }
            inside.add(1, ordering: .sequentiallyConsistent)
            while inside.load(ordering: .sequentiallyConsistent) < 3 { sched_yield() }
        }
        let threads = try (0..<2).map { _ in try startThread { #expect(throws: Never.self) { try note() } } }
        try note()
        threads.forEach { $0.join() }
        let sorted = found.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
        #expect(sorted.count == 3)
        for (low, high) in zip(sorted, sorted.dropFirst()) { #expect(low.upperBound <= high.lowerBound) }
    }

    @Test("Joining twice traps")
    func twice() async {
        await #expect(processExitsWith: .failure) {
            let thread = try startThread {}
            thread.join()
            thread.join()
        }
    }

    @Test("No thread is an error, and the body is let go of")
    func none() async {
        await #expect(processExitsWith: .success) {
            #expect(Self.refusal() == EAGAIN)
        }
    }

    /// The error of a start where no thread may be made; -1 if what its body holds was not let go of.
    private static func refusal() -> Int32 {
        // As another user: root is not limited. A setuid of libc's asks every thread to do the same.
        if getuid() == 0 { setuid(64_000) }
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        setrlimit(__rlimit_resource_t(RLIMIT_NPROC), &limit)
        final class Witness: Sendable {}
        var witness: Witness? = Witness()
        weak let seen = witness
        var code: Int32 = 0
        do {
            _ = try startThread { [witness] in _ = witness }
        } catch {
            code = (error as? SystemError)?.errno ?? -1
        }
        witness = nil
        return seen == nil ? code : -1
    }

    private static let RLIMIT_NPROC: UInt32 = 6
}
