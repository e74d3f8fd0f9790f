import Glibc
import ServerKit
import Testing

@Suite("Signals as something to read")
struct SignalWatchTests {
    @Test("A signal watched does not end the process, and is read once")
    func reads() async {
        await #expect(processExitsWith: .success) {
            let watch = try SignalWatch([SIGTERM, SIGUSR1])
            #expect(try watch.takeNext() == nil)
            raise(SIGTERM)
            #expect(try waitToRead(watch.descriptor, milliseconds: 0))
            #expect(try watch.next() == SIGTERM)
            #expect(try watch.takeNext() == nil)
        }
    }

    @Test("Waiting ends when another process sends one")
    func waits() async {
        await #expect(processExitsWith: .success) {
            // In a process of one thread: another one that does not block the signal would be ended by it.
            let waiting = try forkChild {
                let watch = try SignalWatch([SIGUSR1])
                let parent = getpid()
                let sender = try forkChild { kill(parent, SIGUSR1) }
                let signal = try watch.next()
                return try waitChild(sender) == .exited(0) ? signal : 0
            }
            #expect(try waitChild(waiting) == .exited(SIGUSR1))
        }
    }

    @Test("After the watch a signal has its usual effect again")
    func ends() async {
        await #expect(processExitsWith: .signal(SIGUSR1)) {
            let watch = try SignalWatch([SIGUSR1])
            raise(SIGUSR1)
            watch.close()
        }
    }

    @Test("What is no signal cannot be watched", arguments: [0, -1, 1000])
    func bad(number: Int32) {
        #expect(throws: SystemError(call: "signalfd", errno: EINVAL)) { try SignalWatch([number]) }
    }

    @Test("An ignored signal has no effect; SIGKILL cannot be ignored")
    func ignoring() async {
        await #expect(processExitsWith: .success) {
            try ignoreSignal(SIGTERM)
            raise(SIGTERM)
            #expect(throws: SystemError(call: "sigaction", errno: EINVAL)) { try ignoreSignal(SIGKILL) }
        }
    }
}
