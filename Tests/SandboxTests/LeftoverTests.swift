import Glibc
import Sandbox
import Testing

@Suite("What is left of a job: nothing")
struct LeftoverTests {
    @Test("Daemons end with the program that started them, and do not hold its end up")
    func daemons() async throws {
        let sleepers = Sleepers()
        let script = """
            for i in 1 2 3; do setsid sleep \(sleepers.mark) & done
            (setsid sh -c 'trap "" TERM HUP; sleep \(sleepers.mark)' &)
            sleep 0.1; exit 2
            """
        let finished = try await Bench.sh(script)
        #expect(finished.ending == .exited(2))
        #expect(finished.strayProcesses == 0)
        #expect(finished.wallSeconds < 20)
        #expect(sleepers.pids.isEmpty)
    }

    @Test("kill() ends a tree with sessions of its own")
    func killTree() async throws {
        let sleepers = Sleepers()
        let script = "for i in 1 2 3 4; do setsid sleep \(sleepers.mark) & done; exec sleep \(sleepers.mark)"
        let confined = try Bench.start(script)
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

    @Test("SIGKILL of the caller leaves nothing")
    func callerKilled() async throws {
        let sleepers = Sleepers()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [mark = sleepers.mark as String, cache = Bench.folder() as String] in
            let script = "setsid sleep \(mark) & echo ready >&3; sleep \(mark)"
            let confined = try Sandbox.probe(cache: cache).start(Bench.job(script, hasChannel: true))
            var byte: UInt8 = 0
            guard let channel = confined.channel, read(channel, &byte, 1) == 1 else { exit(1) }
            kill(getpid(), SIGKILL)
        }
        #expect(try await sleepers.become(0))
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
}
