import Glibc
import Sandbox
import Testing

@Suite("Finding out what the machine can do")
struct ProbeTests {
    @Test("Success is remembered, until bubblewrap changes")
    func remembered() throws {
        let folder = Bench.folder()
        let program = "\(folder)/bwrap"
        Bench.write("", to: "\(folder)/log", mode: 0o666)
        Bench.write("#!/bin/sh\necho run >> \(folder)/log\nexec bwrap \"$@\"\n", to: program, mode: 0o755)
        let first = try Sandbox.probe(cache: "\(folder)/new/cache", bubblewrap: program)
        let second = try Sandbox.probe(cache: "\(folder)/new/cache", bubblewrap: program)
        #expect(first.tier == .full)
        #expect(second.tier == .full)
        #expect(Bench.read("\(folder)/log") == "run\n")
        var times = [timespec(tv_sec: 1000, tv_nsec: 0), timespec(tv_sec: 1000, tv_nsec: 0)]
        utimensat(AT_FDCWD, program, &times, 0)
        _ = try Sandbox.probe(cache: "\(folder)/new/cache", bubblewrap: program)
        #expect(Bench.read("\(folder)/log") == "run\nrun\n")
    }

    @Test("Failure is not remembered")
    func mended() throws {
        let folder = Bench.folder()
        let program = "\(folder)/bwrap"
        Bench.write(
            "#!/bin/sh\n[ -e \(folder)/mended ] || exit 1\nexec bwrap \"$@\"\n", to: program, mode: 0o755)
        #expect(throws: SandboxError.self) {
            try Sandbox.probe(cache: folder, bubblewrap: program, tier: .full)
        }
        Bench.write("", to: "\(folder)/mended")
        #expect(try Sandbox.probe(cache: folder, bubblewrap: program).tier == .full)
    }

    @Test("Without namespaces the next best tier, and the best again once it works")
    func fallback() throws {
        let folder = Bench.folder()
        let program = "\(folder)/bwrap"
        #expect(try Sandbox.probe(cache: folder, bubblewrap: program).tier == .reduced)
        Bench.write("#!/bin/sh\nexit 1\n", to: program, mode: 0o755)
        #expect(try Sandbox.probe(cache: folder, bubblewrap: program).tier == .reduced)
        Bench.write("#!/bin/sh\nexec bwrap \"$@\"\n", to: program, mode: 0o755)
        #expect(try Sandbox.probe(cache: folder, bubblewrap: program).tier == .full)
    }

    @Test("A tier that is asked for is that one", arguments: Bench.tiers)
    func asked(_ tier: Tier) throws {
        #expect(try Sandbox.probe(cache: Bench.folder(), tier: tier).tier == tier)
    }
}

@Suite("Users for the runs of root", .enabled(if: Bench.isRoot))
struct UserSlotTests {
    @Test("Two runs at a time are two users, and both get their slots back")
    func twoUsers() async throws {
        let sleepers = Sleepers()
        let first = try Bench.start("sleep \(sleepers.mark)")
        let second = try Bench.start("sleep \(sleepers.mark)")
        #expect(try await sleepers.become(2))
        let users = sleepers.pids.compactMap(Sleepers.user)
        first.kill()
        second.kill()
        _ = await (first.finish(), second.finish())
        #expect(Set(users).count == 2)
        #expect(users.allSatisfy { (61000..<61064).contains($0) && getpwuid($0) == nil })
    }

    @Test("A slot is free again when its run is over")
    func reuse() async throws {
        let sandbox = try Sandbox.probe(cache: Bench.folder())
        for _ in 0..<70 {
            let finished = try await sandbox.run(Job(program: "/usr/bin/true", limits: Bench.limits))
            #expect(finished.ending == .exited(0))
        }
    }

    @Test("No run without a slot")
    func noSlot() throws {
        let folder = Bench.folder()
        let sandbox = try Sandbox.probe(cache: folder, slots: "\(folder)/slots")
        let locks = (61000..<61064).map { user in
            let file = open("\(folder)/slots/\(user)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            flock(file, LOCK_EX)
            return file
        }
        defer { locks.forEach { close($0) } }
        #expect(throws: SandboxError.noFreeSlot) {
            try sandbox.start(Job(program: "/usr/bin/true", limits: Bench.limits))
        }
    }
}
