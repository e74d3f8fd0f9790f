import Glibc
import Sandbox
import Testing

@Suite("The channel between a job and its caller")
struct ChannelTests {
    @Test("Words go both ways over descriptor 3")
    func bothWays() async throws {
        let confined = try Bench.start(
            "read word <&3; echo got $word >&3; read end <&3; exit 8", hasChannel: true)
        let channel = try #require(confined.channel)
        #expect(write(channel, "ping\n", 5) == 5)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(channel, &bytes, bytes.count)
        #expect(String(decoding: bytes[..<max(0, count)], as: UTF8.self) == "got ping\n")
        #expect(write(channel, "end\n", 4) == 4)
        let finished = await confined.finish()
        #expect(finished.ending == .exited(8))
        #expect(finished.text == "")
    }

    @Test("It ends when the job does")
    func end() async throws {
        let confined = try Bench.start("exit 0", hasChannel: true)
        var byte: UInt8 = 0
        #expect(read(try #require(confined.channel), &byte, 1) == 0)
        _ = await confined.finish()
    }

    @Test("No child of the caller inherits it")
    func closeOnExec() async throws {
        let confined = try Bench.start("read end <&3", hasChannel: true)
        let channel = try #require(confined.channel)
        #expect(fcntl(channel, F_GETFD) & FD_CLOEXEC != 0)
        confined.kill()
        _ = await confined.finish()
    }

    @Test("A job that asks for none has none")
    func none() async throws {
        let confined = try Bench.start("true")
        #expect(confined.channel == nil)
        _ = await confined.finish()
    }
}
