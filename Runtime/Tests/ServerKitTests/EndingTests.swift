import Glibc
import ServerKit
import Testing

/// A status as the kernel packs it, in the order: exit code (8 bits), memory dumped (1), signal (7).
private func status(code: Int32 = 0, dumped: Bool = false, signal: Int32 = 0) -> Int32 {
    code << 8 | (dumped ? 0x80 : 0) | signal
}

@Suite("How a child ended")
struct EndingTests {
    @Test("An exit code is read from its own byte", arguments: [0, 1, 3, 127, 128, 139, 255])
    func exitCode(code: Int32) {
        #expect(Ending(rawStatus: status(code: code)) == .exited(code))
    }

    @Test(
        "A signal is read without the flag of a memory dump", arguments: [SIGSEGV, SIGILL, SIGABRT, SIGKILL])
    func signal(signal: Int32) {
        #expect(Ending(rawStatus: status(signal: signal)) == .killed(signal))
        #expect(Ending(rawStatus: status(dumped: true, signal: signal)) == .killed(signal))
    }

    @Test("A stopped child has not ended")
    func stopped() async {
        await #expect(processExitsWith: .failure) {
            _ = Ending(rawStatus: status(code: SIGSTOP, signal: 0x7f))
        }
    }

    @Test("It is described as it is written in code")
    func description() {
        #expect(Ending.exited(3).description == "exited(3)")
        #expect(Ending.killed(SIGSEGV).description == "killed(SIGSEGV)")
        #expect("\([Ending.exited(0), .killed(SIGKILL)])" == "[exited(0), killed(SIGKILL)]")
    }

    @Test("A signal without a name is described by its number")
    func namelessSignal() {
        #expect(Ending.killed(40).description == "killed(40)")
    }
}
