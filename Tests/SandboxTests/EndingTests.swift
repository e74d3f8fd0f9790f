import Glibc
import Sandbox
import Testing

@Suite("How a job ends and what it leaves to read")
struct EndingTests {
    @Test("The exit status of the program is the job's", arguments: [0, 1, 3, 127, 255] as [Int32])
    func exitStatus(_ status: Int32) async throws {
        #expect(try await Bench.sh("exit \(status)").ending == .exited(status))
    }

    @Test("A program can be run without a shell")
    func plainProgram() async throws {
        let job = Job(program: "/usr/bin/false", limits: Bench.limits)
        #expect(try await Bench.sandbox.run(job).ending == .exited(1))
    }

    @Test("A death by signal is told from an exit", arguments: [SIGSEGV, SIGABRT, SIGKILL, SIGTERM])
    func signal(_ signal: Int32) async throws {
        #expect(try await Bench.sh("kill -\(signal) $$").ending == .signalled(signal))
    }

    @Test("Without bubblewrap in between each status is told as it is", arguments: [Tier.reduced, .none])
    func direct(_ tier: Tier) async throws {
        for status in [0, 3, 130, 255] as [Int32] {
            #expect(try await Bench.sh("exit \(status)", in: tier).ending == .exited(status))
        }
        for signal in [SIGSEGV, SIGABRT, SIGKILL, SIGTERM] {
            #expect(try await Bench.sh("kill -\(signal) $$", in: tier).ending == .signalled(signal))
        }
    }

    @Test("stdout and stderr are kept apart and whole")
    func streams() async throws {
        let finished = try await Bench.sh("echo out; echo err >&2; printf last")
        #expect(finished.text == "out\nlast")
        #expect(finished.errorText == "err\n")
        #expect(!finished.outputWasCut)
    }

    @Test("Both streams full at once do not block each other")
    func bothStreams() async throws {
        var limits = Bench.limits
        limits.outputKB = 512
        let script = "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; head -c 1000 /dev/zero >&2"
        let finished = try await Bench.sh(script, limits: limits)
        #expect(finished.ending == .exited(0))
        #expect(finished.output.count == 300_000)
        #expect(finished.errors.count == 301_000)
    }

    @Test("Standard input is empty")
    func input() async throws {
        #expect(try await Bench.sh("wc -c").text == "0\n")
    }

    @Test("CPU and wall time are those of the job")
    func times() async throws {
        let finished = try await Bench.sh("head -c 200M /dev/zero | wc -c")
        #expect(finished.wallSeconds > 0)
        #expect(finished.cpuSeconds > 0.005)
    }

    @Test("kill() ends a job at once, and only the first reason counts")
    func kill() async throws {
        let sleepers = Sleepers()
        let confined = try Bench.start("sleep \(sleepers.mark)")
        #expect(try await sleepers.become(1))
        confined.kill()
        confined.kill()
        let finished = await confined.finish()
        // The sleepers would sleep for days.
        #expect(finished.ending == .killed)
        #expect(sleepers.pids.isEmpty)
    }

    @Test("kill() after the end changes nothing")
    func lateKill() async throws {
        let confined = try Bench.start("exit 4")
        _ = await confined.finish()
        confined.kill()
        #expect(await confined.finish().ending == .exited(4))
    }

    @Test("All who wait for the same job get the same answer")
    func waiters() async throws {
        let confined = try Bench.start("sleep 0.05; exit 6")
        async let first = confined.finish()
        async let second = confined.finish()
        #expect(await first == second)
        #expect(await first.ending == .exited(6))
    }

    @Test("Cancelling the task that waits kills the job")
    func cancel() async throws {
        let sleepers = Sleepers()
        let confined = try Bench.start("sleep \(sleepers.mark)")
        let task = Task { await confined.finish() }
        #expect(try await sleepers.become(1))
        task.cancel()
        #expect(await task.value.ending == .killed)
    }

    @Test("Two jobs started at a time are two", arguments: Bench.tiers)
    func two(_ tier: Tier) async throws {
        let (first, second) = try Bench.sandbox(tier).start(Bench.job("exit 4"), Bench.job("exit 5"))
        #expect(await first.finish().ending == .exited(4))
        #expect(await second.finish().ending == .exited(5))
    }

    @Test("Sixteen jobs at once do not get in each other's way")
    func many() async throws {
        let endings = try await withThrowingTaskGroup(of: Ending.self) { group in
            for number in Int32(0)..<16 {
                group.addTask { try await Bench.sh("echo \(number); exit \(number)").ending }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(endings.map { "\($0)" }) == Set((Int32(0)..<16).map { "\(Ending.exited($0))" }))
    }
}
