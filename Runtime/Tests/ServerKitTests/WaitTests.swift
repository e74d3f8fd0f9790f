import Foundation
import Glibc
import ServerKit
import Testing

@Suite("Waiting for children")
struct WaitTests {
    @Test("Waiting for one leaves the others to whoever started them")
    func leavesOthers() async {
        await #expect(processExitsWith: .success) {
            let other = try forkChild { 5 }
            let mine = try forkChild { 6 }
            #expect(try waitChild(mine) == .exited(6))
            #expect(try waitChild(other) == .exited(5))
        }
    }

    @Test("The raw status has the exit code in its second byte, the signal in its first")
    func rawStatus() async {
        await #expect(processExitsWith: .success) {
            let exiting = try forkChild { 3 }
            let dying = try forkChild {
                kill(getpid(), SIGKILL)
                return 0
            }
            #expect(try waitRawStatus(exiting) == 3 << 8)
            #expect(try waitRawStatus(dying) == SIGKILL)
        }
    }

    @Test("A child can be waited for once")
    func onlyOnce() async {
        await #expect(processExitsWith: .success) {
            let child = try forkChild { 0 }
            _ = try waitChild(child)
            #expect(throws: SystemError(call: "waitpid", errno: ECHILD)) { try waitChild(child) }
        }
    }

    @Test("Waiting for any gives each child once, then nil")
    func anyChild() async {
        await #expect(processExitsWith: .success) {
            var endings: [pid_t: Ending] = [:]
            let children = [try forkChild { 1 }, try forkChild { 2 }, try forkChild { 3 }]
            while let ended = try waitAnyChild() { endings[ended.pid] = ended.ending }
            #expect(children.map { endings[$0] } == [.exited(1), .exited(2), .exited(3)])
            #expect(endings.count == 3)
        }
    }

    @Test("Reaping does not wait for a child that still runs")
    func reapingDoesNotWait() async {
        await #expect(processExitsWith: .success) {
            let pipe = try makePipe()
            let child = try forkChild {
                // Ends when the parent closes its end: not before.
                close(pipe.writeEnd)
                _ = try readToEnd(pipe.readEnd)
                return 4
            }
            #expect(try reapAnyChild() == nil)
            close(pipe.writeEnd)

            // Waits until the child has ended and leaves it unreaped.
            var info = siginfo_t()
            #expect(waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT) == 0)
            let ended = try reapAnyChild()
            #expect(ended?.pid == child)
            #expect(ended?.ending == .exited(4))
            #expect(try reapAnyChild() == nil)
        }
    }

    @Test("A signal does not cut the wait short")
    func interrupted() async {
        await #expect(processExitsWith: .success) {
            // No SA_RESTART: the handler makes waitpid return EINTR. The child ends when the handler has run, so
            // the wait cannot be over before the signal came.
            let pipe = try makePipe()
            handlerWrites = pipe.writeEnd
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                var byte: UInt8 = 1
                write(handlerWrites, &byte, 1)
            }
            #expect(sigaction(SIGUSR1, &action, nil) == 0)
            // The test runs on a thread of Dispatch, which blocks signals.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGUSR1)
            #expect(pthread_sigmask(SIG_UNBLOCK, &signals, nil) == 0)
            let child = try forkChild {
                _ = try readSome(pipe.readEnd)
                return 8
            }
            try interruptCallerInWait()
            #expect(try waitChild(child) == .exited(8))
        }
    }

    @Test("Groups of children are no pid", arguments: [0, -1, -5])
    func groups(pid: pid_t) async {
        await #expect(processExitsWith: .failure) { [pid] in _ = try waitChild(pid) }
    }
}

/// Where the signal handler writes.
nonisolated(unsafe) private var handlerWrites: Int32 = -1

/// Sends `SIGUSR1` to the calling thread as soon as it sleeps in waitpid.
private func interruptCallerInWait() throws {
    let syscallFile = open("/proc/thread-self/syscall", O_RDONLY)
    guard syscallFile >= 0 else { throw SystemError(call: "open", errno: errno) }
    let caller = pthread_self()
    Thread.detachNewThread {
        // proc(5): the number of the call that the thread sleeps in. wait4, which waitpid is made of, has 61.
        repeat {
            sched_yield()
            lseek(syscallFile, 0, SEEK_SET)
        } while (try? readSome(syscallFile))?.starts(with: Array("61 ".utf8)) != true
        pthread_kill(caller, SIGUSR1)
    }
}
