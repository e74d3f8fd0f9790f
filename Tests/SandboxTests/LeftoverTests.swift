import Glibc
import Sandbox
import Testing

@Suite("What is left of a job: nothing")
struct LeftoverTests {
    @Test(
        "Daemons end with the program that started them, and do not hold its end up", arguments: Bench.tiers)
    func daemons(_ tier: Tier) async throws {
        let sleepers = Sleepers()
        let script = """
            for i in 1 2 3; do setsid sleep \(sleepers.mark) & done
            (setsid sh -c 'trap "" TERM HUP; sleep \(sleepers.mark)' &)
            sleep 0.1; exit 2
            """
        let finished = try await Bench.sh(script, in: tier)
        #expect(finished.ending == .exited(2))
        #expect(finished.strayProcesses == 0)
        #expect(finished.wallSeconds < 20)
        #expect(sleepers.pids.isEmpty)
    }

    @Test("kill() ends a tree with sessions of its own", arguments: Bench.tiers)
    func killTree(_ tier: Tier) async throws {
        let sleepers = Sleepers()
        let script = "for i in 1 2 3 4; do setsid sleep \(sleepers.mark) & done; exec sleep \(sleepers.mark)"
        let confined = try Bench.start(script, in: tier)
        #expect(try await sleepers.become(5))
        confined.kill()
        _ = await confined.finish()
        #expect(sleepers.pids.isEmpty)
    }

    @Test("A job that nobody waits for is killed")
    func dropped() async throws {
        let sleepers = Sleepers()
        do {
            let confined = try Bench.start("sleep \(sleepers.mark)")
            #expect(try await sleepers.become(1))
            withExtendedLifetime(confined) {}
        }
        #expect(try await sleepers.become(0))
    }

    @Test("Programs that fork and end for ever are caught", arguments: Bench.tiers)
    func chains(_ tier: Tier) async throws {
        // Each link lives for a moment only; four chains, in sessions of their own.
        let script = """
            use POSIX; $SIG{CHLD} = "IGNORE";
            for (1 .. 4) { next if fork; setsid(); while (1) { exit if fork } }
            select(undef, undef, undef, 0.2); exit 3
            """
        let finished = try await Bench.perl(script, in: tier)
        #expect(finished.ending == .exited(3))
        #expect(finished.strayProcesses == 0)
        #expect(finished.wallSeconds < 20)
    }

    @Test(
        "The temporary folder goes with the job, whatever was made of it", arguments: [Tier.reduced, .none])
    func temporaryFolder(_ tier: Tier) async throws {
        let script = """
            echo $TMPDIR; cd $TMPDIR; [ "$HOME" = "$TMPDIR" ] && pwd
            mkdir -p a/b/c .hidden; echo x > a/b/c/file; ln -s /usr a/link; mkfifo a/pipe; mkdir -m 0 a/closed
            mkdir -m 300 blind; echo x > blind/file; echo x > 0; mkdir 1 2
            for i in $(seq 40); do mkdir d; cd d; done
            """
        let finished = try await Bench.sh(script, in: tier)
        let folder = String(try #require(finished.lines.first))
        #expect(finished.lines == [folder[...], folder[...]])
        #expect(folder.hasPrefix("\(Bench.cache)/runs/"))
        #expect(access(folder, F_OK) != 0)
        #expect(access("/usr/bin/sh", F_OK) == 0)
    }

    @Test("SIGKILL of the caller leaves nothing", arguments: Bench.tiers)
    func callerKilled(_ tier: Tier) async throws {
        let sleepers = Sleepers()
        let folder = Bench.folder()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [mark = sleepers.mark as String, cache = folder as String, tier = tier.rawValue as String] in
            let script = "setsid sleep \(mark) & echo ready >&3; sleep \(mark)"
            let sandbox = try Sandbox.probe(cache: cache, tier: Tier(rawValue: tier))
            let confined = try sandbox.start(Bench.job(script, hasChannel: true))
            var byte: UInt8 = 0
            guard let channel = confined.channel, read(channel, &byte, 1) == 1 else { exit(1) }
            kill(getpid(), SIGKILL)
        }
        #expect(try await sleepers.become(0))
        #expect(try await isEmpty("\(folder)/runs"))
    }

    @Test("SIGKILL of the warden leaves nothing")
    func wardenKilled() async throws {
        let sleepers = Sleepers()
        let confined = try Bench.start("setsid sleep \(sleepers.mark) & sleep \(sleepers.mark)")
        #expect(try await sleepers.become(2))
        let above = Sleepers.ancestors(of: try #require(sleepers.pids.first))
        let warden = try #require(above.first { $0.name == "sil-warden" })
        kill(warden.pid, SIGKILL)
        #expect(await confined.finish().ending == .signalled(SIGKILL))
        #expect(try await sleepers.become(0))
    }

    @Test("SIGKILL of bubblewrap leaves nothing, and is not mistaken for an exit")
    func bubblewrapKilled() async throws {
        let sleepers = Sleepers()
        let confined = try Bench.start("setsid sleep \(sleepers.mark) & sleep \(sleepers.mark)")
        #expect(try await sleepers.become(2))
        let above = Sleepers.ancestors(of: try #require(sleepers.pids.first))
        let monitor = try #require(above.last { $0.name == "bwrap" })
        kill(monitor.pid, SIGKILL)
        let finished = await confined.finish()
        #expect(finished.ending == .signalled(SIGKILL))
        #expect(finished.failure == nil)
        #expect(sleepers.pids.isEmpty)
    }

    /// Waits until a folder, if it is there, holds nothing.
    private func isEmpty(_ folder: String) async throws -> Bool {
        for _ in 0..<3000 {
            // A folder without folders has two links.
            var status = stat()
            guard stat(folder, &status) == 0, status.st_nlink > 2 else { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }
}
