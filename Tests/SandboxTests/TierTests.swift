import Glibc
import Sandbox
import Testing

@Suite("What each tier keeps from a job")
struct TierTests {
    @Test("Settings of the kernel, also when root has started the job", arguments: Bench.tiers)
    func kernelSettings(_ tier: Tier) async throws {
        // The value it has is written back, should it ever succeed.
        let script = """
            f=/proc/sys/kernel/core_pattern; v=$(cat $f) && echo read; echo "$v" > $f && echo written; exit 0
            """
        #expect(try await Bench.sh(script, in: tier).lines == ["read"])
    }

    @Test("Root's rights, and new ones", arguments: Bench.tiers)
    func rights(_ tier: Tier) async throws {
        let finished = try await Bench.sh(
            "id -u; grep -E 'Cap(Prm|Eff)|NoNewPrivs' /proc/self/status", in: tier)
        #expect(finished.lines.first != "0")
        #expect(finished.lines.filter { $0.hasSuffix("\t0000000000000000") }.count == 2)
        #expect(finished.lines.last == "NoNewPrivs:\t1")
        // A run of root's has its own group and no other; an ordinary user keeps those it has.
        #expect(
            try await Bench.sh("id -G", in: tier).lines.first?.split(separator: " ").count == 1
                || !Bench.isRoot)
    }

    @Test("Signals to its caller and a look into it", arguments: [Tier.full, .reduced])
    func caller(_ tier: Tier) async throws {
        let pid = getpid()
        // SIGURG is ignored by default: harmless, should it ever arrive.
        let script = """
            kill -URG \(pid) && echo signalled
            cat /proc/\(pid)/environ > /dev/null && echo environ
            cat /proc/\(pid)/maps > /dev/null && echo maps
            readlink /proc/\(pid)/fd/0 /proc/\(pid)/cwd /proc/\(pid)/exe
            exit 0
            """
        #expect(try await Bench.sh(script, in: tier).text == "")
        let calls = """
            print syscall(101, 16, \(pid), 0, 0), " ";     # ptrace, attach
            print syscall(302, \(pid), 7, 0, 0), " ";      # prlimit64
            print syscall(203, \(pid), 8, my $mask = "\\377" x 8), " "; # sched_setaffinity
            print syscall(141, 0, \(pid), 10);             # setpriority
            """
        #expect(try await Bench.perl(calls, in: tier).text == "-1 -1 -1 -1")
    }

    @Test(
        "Files of the machine and of others", arguments: [Tier.full, .reduced],
        ["/etc/passwd", "/etc/hostname", #filePath, "/root/.bashrc", "/var/log/dpkg.log", "/dev/kmsg"])
    func reading(_ tier: Tier, _ path: String) async throws {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let script =
            "cat '\(path)' && echo read; ls '/\(folder)' && echo listed; echo > '\(path)' && echo written"
        let listable = folder == "dev" && tier == .full
        #expect(try await Bench.sh(script, in: tier).lines.last == (listable ? "listed" : nil))
    }

    @Test("What another job has in its temporary folder", arguments: [Tier.reduced])
    func otherJob(_ tier: Tier) async throws {
        let first = try Bench.start(
            "echo secret > $TMPDIR/file; echo $TMPDIR >&3; read end <&3", in: tier, hasChannel: true)
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(try #require(first.channel), &bytes, bytes.count)
        let folder = String(decoding: bytes[..<max(0, count - 1)], as: UTF8.self)
        #expect(Bench.read("\(folder)/file") == "secret\n" || !Bench.isRoot)
        let finished = try await Bench.sh(
            "cat \(folder)/file; echo x > \(folder)/new; ls \(folder)", in: tier)
        #expect(finished.text == "")
        first.kill()
        _ = await first.finish()
    }

    @Test("Writing anywhere but in its own folder", arguments: ["/tmp", "/dev/shm", "/var/tmp", "/usr", "/"])
    func writing(_ folder: String) async throws {
        let name = "\(folder)/sandbox-test-\(getpid())"
        defer { unlink(name) }
        let script =
            "echo x > \(name); mkdir \(name); ln -s / \(name); mv /dev/null \(name); echo x > $TMPDIR/own && cat $TMPDIR/own"
        let finished = try await Bench.sh(script, in: .reduced)
        #expect(finished.lines == ["x"])
        #expect(access(name, F_OK) != 0)
    }

    @Test("Owner, mode and times of files that it can only read", .enabled(if: !Bench.isRoot))
    func metadata() async throws {
        let folder = Bench.folder()
        Bench.write("#!/bin/sh\n", to: "\(folder)/file", mode: 0o640)
        let code = """
            my $f = "\(folder)/file"; open(my $h, "<", $f) or print "closed";
            print "mode " if chmod(0777, $f); print "handle " if chmod(0777, $h); print "times " if utime(1, 1, $f);
            print "owner " if chown($>, $) + 0, $f); print "home " if chmod(0700, "\(Bench.cache)");
            """
        let mounts = [Mount.readOnly(folder)]
        let job = Job(
            program: "/usr/bin/perl", arguments: ["-e", code], mounts: mounts, limits: Bench.limits)
        #expect(try await Bench.sandbox(.reduced).run(job).text == "")
    }
}

@Suite("Paths of mounts, where the tier has no mounts")
struct PathTests {
    @Test("Full: inside; else the host's own")
    func paths() {
        let mount = Mount.readOnly("/host/folder", at: "/inside")
        #expect(Bench.sandbox(.full).path(of: mount) == "/inside")
        #expect(Bench.sandbox(.reduced).path(of: mount) == "/host/folder")
        #expect(Bench.sandbox(.none).path(of: mount) == "/host/folder")
        #expect(Bench.sandbox(.full).temporaryFolder == "/tmp")
        #expect(Bench.sandbox(.reduced).temporaryFolder == nil)
    }

    @Test("A mount can be read, executed and not written; a writable one written", arguments: Bench.tiers)
    func mounts(_ tier: Tier) async throws {
        let (source, out) = (Bench.folder(), Bench.folder())
        Bench.write("#!/bin/sh\necho ran $1\n", to: "\(source)/program", mode: 0o755)
        let mounts = [Mount.readOnly(source, at: "/source"), .writable(out, at: "/out")]
        let sandbox = Bench.sandbox(tier)
        let (inside, product) = (sandbox.path(of: mounts[0]), sandbox.path(of: mounts[1]))
        var job = Job(
            program: "/usr/bin/sh",
            arguments: [
                "-c", "./program x > \(product)/made; pwd; echo y > \(inside)/new; echo y > program",
            ],
            mounts: mounts, workingDirectory: inside, limits: Bench.limits)
        if tier == .none {
            job.arguments[1] = "./program x > \(product)/made; pwd; exit 2"
        }
        let finished = try await sandbox.run(job)
        #expect(finished.text == "\(inside)\n")
        #expect(finished.ending == .exited(2))
        #expect(Bench.read("\(out)/made") == "ran x\n")
        #expect(access("\(source)/new", F_OK) != 0)
    }

    @Test("Nothing of the caller's environment, and a temporary folder", arguments: [Tier.reduced, .none])
    func environment(_ tier: Tier) async throws {
        setenv("SANDBOX_TEST_SECRET", "x", 1)
        var job = Job(program: "/usr/bin/env", limits: Bench.limits)
        job.environment = ["ANSWER": "42", "LANG": "C"]
        let names = try await Bench.sandbox(tier).run(job).lines.map { $0.prefix { $0 != "=" } }
        #expect(Set(names) == ["ANSWER", "HOME", "LANG", "PATH", "SWIFT_BACKTRACE", "TMPDIR", "TZ"])
    }
}
