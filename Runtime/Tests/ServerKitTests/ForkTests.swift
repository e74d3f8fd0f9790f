import Glibc
import ServerKit
import Testing

// The process of the tests has many threads, and may hold a lock in one of them at the moment of a fork. So whatever
// forks does it in an exit test: a process of its own, in which nothing else runs.
@Suite("A forked child")
struct ForkTests {
    @Test("The value of its body is its exit code")
    func exitCode() async {
        await #expect(processExitsWith: .success) {
            let small = try forkChild { 7 }
            let large = try forkChild { 256 + 3 }
            #expect(try waitChild(small) == .exited(7))
            #expect(try waitChild(large) == .exited(3))
        }
    }

    @Test("It is another process, and its memory a copy")
    func anotherProcess() async {
        await #expect(processExitsWith: .success) {
            let parent = getpid()
            var value = 1
            let child = try forkChild {
                value = 2
                return getppid() == parent && getpid() != parent && value == 2 ? 0 : 1
            }
            #expect(child != parent)
            #expect(try waitChild(child) == .exited(0))
            #expect(value == 1)
        }
    }

    @Test("A signal that ends it is reported", arguments: [SIGKILL, SIGSEGV, SIGILL])
    func killed(signal: Int32) async {
        await #expect(processExitsWith: .success) { [signal] in
            let child = try forkChild {
                kill(getpid(), signal)
                return 0
            }
            #expect(try waitChild(child) == .killed(signal))
        }
    }

    @Test("An error thrown goes to standard error, and the exit code is 1")
    func thrownError() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let child = try forkChild { throw SystemError(call: "open", errno: ENOENT) }
            #expect(try waitChild(child) == .exited(1))
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.contains(": open: No such file or directory (ENOENT)\n"))
    }

    @Test("What the parent had buffered comes out once, and what the child prints is not lost")
    func outputOnce() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            print("before", terminator: ";")
            let child = try forkChild {
                print("child", terminator: ";")
                return 0
            }
            _ = try waitChild(child)
            print("after", terminator: ";")
        }
        let text = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        #expect(text.contains("before;child;after;"))
        #expect(text.split(separator: "before;", omittingEmptySubsequences: false).count == 2)
    }

    @Test("It never gets behind the call")
    func doesNotRunOn() async {
        await #expect(processExitsWith: .success) {
            let pipe = try makePipe()
            func forkAndPass() throws -> pid_t {
                defer { try? writeAll(pipe.writeEnd, "d") }
                return try forkChild { 0 }
            }
            let children = [try forkAndPass(), try forkAndPass(), try forkAndPass()]
            for child in children { #expect(try waitChild(child) == .exited(0)) }
            close(pipe.writeEnd)
            #expect(try readToEnd(pipe.readEnd) == Array("ddd".utf8))
        }
    }

    @Test("Exit handlers of the parent do not run in it")
    func noExitHandlers() async {
        await #expect(processExitsWith: .exitCode(0)) {
            // Were the handler to run in the child, its exit code would be 9.
            atexit {
                if getpid() != handlerOwner { _exit(9) }
            }
            handlerOwner = getpid()
            let child = try forkChild { 0 }
            #expect(try waitChild(child) == .exited(0))
        }
    }

    @Test("No child at a limit on processes is an error")
    func noChild() async {
        await #expect(processExitsWith: .success) {
            // As root the limit does not count, so the test becomes somebody else first.
            if getuid() == 0 { #expect(setuid(65534) == 0) }
            var before = rlimit()
            #expect(getrlimit(maxProcesses, &before) == 0)
            var none = rlimit(rlim_cur: 0, rlim_max: before.rlim_max)
            #expect(setrlimit(maxProcesses, &none) == 0)
            let result = Result { try forkChild { 0 } }
            // The test's own way out may start threads, which count as well.
            #expect(setrlimit(maxProcesses, &before) == 0)
            #expect(throws: SystemError(call: "fork", errno: EAGAIN)) { try result.get() }
        }
    }
}

/// `RLIMIT_NPROC`, which the Glibc module leaves out.
private let maxProcesses = __rlimit_resource_t(6)

/// The process whose exit handler may run.
nonisolated(unsafe) private var handlerOwner: pid_t = 0
