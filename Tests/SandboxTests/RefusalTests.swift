import Glibc
import Sandbox
import Testing

@Suite("What cannot be started, and why")
struct RefusalTests {
    @Test("Without bubblewrap")
    func noBubblewrap() {
        #expect(throws: SandboxError.bubblewrapMissing) {
            try Sandbox.probe(cache: Bench.folder(), bubblewrap: "/nonexistent/bwrap", tier: .full)
        }
    }

    @Test("A bubblewrap that refuses: in its own words")
    func refusing() {
        let folder = Bench.folder()
        let words = "bwrap: No permissions to create new namespace"
        Bench.write(
            "#!/bin/sh\necho '\(words)' >&2\necho more >&2\nexit 1\n", to: "\(folder)/bwrap", mode: 0o755)
        #expect(throws: SandboxError.unavailable(reason: words)) {
            try Sandbox.probe(cache: folder, bubblewrap: "\(folder)/bwrap", tier: .full)
        }
    }

    @Test("A mount that is not there is named")
    func missingMount() async {
        let error = SandboxError.launch(errno: ENOENT, step: "mount /nonexistent/path")
        await #expect(throws: error) {
            try await Bench.sh("true", mounts: [.readOnly("/usr"), .readOnly("/nonexistent/path", at: "/x")])
        }
    }

    @Test("A writable mount that is not there is named")
    func missingWritableMount() async {
        await #expect(throws: SandboxError.launch(errno: ENOENT, step: "mount /nonexistent/path")) {
            try await Bench.sh("true", mounts: [.writable("/nonexistent/path")])
        }
    }

    @Test("A mount that the user of the run cannot reach is named", .enabled(if: Bench.isRoot))
    func unreachableMount() async {
        let folder = Bench.folder()
        mkdir("\(folder)/inner", 0o755)
        chmod(folder, 0o700)
        await #expect(throws: SandboxError.launch(errno: EACCES, step: "mount \(folder)/inner")) {
            try await Bench.sh("true", mounts: [.readOnly("\(folder)/inner")])
        }
    }

    @Test("A program that is not there has not run")
    func missingProgram() async throws {
        let job = Job(program: "/usr/bin/nonexistent", limits: Bench.limits)
        let finished = await (try Bench.sandbox.start(job)).finish()
        guard case .unavailable(let reason) = finished.failure else {
            Issue.record("\(finished)")
            return
        }
        #expect(reason.contains("/usr/bin/nonexistent"))
        await #expect(throws: SandboxError.unavailable(reason: reason)) { try await Bench.sandbox.run(job) }
    }

    @Test(
        "A program that is not there is named, where nothing stands in between",
        arguments: [Tier.reduced, .none])
    func missingProgramWithoutBubblewrap(_ tier: Tier) {
        let error = SandboxError.launch(errno: ENOENT, step: "exec /usr/bin/nonexistent")
        #expect(throws: error) {
            try Bench.sandbox(tier).start(Job(program: "/usr/bin/nonexistent", limits: Bench.limits))
        }
    }

    @Test("A working directory that is not there is named", arguments: [Tier.reduced, .none])
    func missingFolder(_ tier: Tier) {
        let error = SandboxError.launch(errno: ENOENT, step: "working directory /nonexistent")
        #expect(throws: error) {
            var job = Bench.job("true")
            job.workingDirectory = "/nonexistent"
            return try Bench.sandbox(tier).start(job)
        }
    }

    @Test("Of two jobs started at a time, none runs if one cannot")
    func startedTogether() async throws {
        let sleepers = Sleepers()
        let good = Bench.job("sleep \(sleepers.mark)")
        let bad = Bench.job("true", mounts: [.readOnly("/nonexistent/path")])
        let error = SandboxError.launch(errno: ENOENT, step: "mount /nonexistent/path")
        #expect(throws: error) { try Bench.sandbox.start(good, bad) }
        #expect(throws: error) { try Bench.sandbox.start(bad, good) }
        #expect(try await sleepers.become(0))
    }

    @Test("A zero byte in an argument")
    func zeroByte() async {
        let job = Job(program: "/usr/bin/echo", arguments: ["a\0b"], limits: Bench.limits)
        await #expect(throws: SandboxError.launch(errno: EINVAL, step: "arguments")) {
            try await Bench.sandbox.run(job)
        }
    }
}
