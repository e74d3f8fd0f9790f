import Glibc
import Sandbox
import Testing

@Suite("What a job sees of the machine")
struct ViewTests {
    @Test("Nothing but the system, /tmp, /dev and /proc")
    func root() async throws {
        let finished = try await Bench.sh("ls /")
        let usual: Set<Substring> = ["bin", "dev", "lib", "lib64", "proc", "tmp", "usr"]
        #expect(Set(finished.lines) == usual)
        #expect(try await Bench.sh("ls -A /tmp").text == "")
    }

    @Test("No file of this repository")
    func repository() async throws {
        #expect(try await Bench.sh("cat '\(#filePath)'").ending == .exited(1))
    }

    @Test(
        "Nothing can be written but in /tmp",
        arguments: [
            "/file", "/usr/file", "/usr/bin/file", "/dev/file", "/proc/file", "/proc/self/oom_score_adj/file",
        ])
    func writing(_ path: String) async throws {
        #expect(try await Bench.sh("echo x > \(path) || exit 9").ending != .exited(0))
        #expect(try await Bench.sh("echo x > /tmp/file && cat /tmp/file").text == "x\n")
    }

    @Test(
        "No setting of the kernel can be written",
        arguments: ["kernel/hostname", "kernel/core_pattern", "vm/overcommit_memory", "net/ipv4/ip_forward"])
    func settings(_ name: String) async throws {
        let path = "/proc/sys/\(name)"
        let finished = try await Bench.sh(
            "[ -e \(path) ] && echo there; cat \(path) > /tmp/v; cat /tmp/v > \(path)")
        #expect(finished.lines == ["there"])
        #expect(finished.ending != .exited(0))
    }

    @Test("The network is a loopback of its own")
    func network() async throws {
        let finished = try await Bench.sh("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")
        #expect(finished.lines == ["lo"])
    }

    @Test("Only its own processes")
    func processes() async throws {
        let finished = try await Bench.sh("ls /proc | grep -c '^[0-9]'")
        #expect(try #require(Int(finished.lines.first ?? "")) <= 6)
    }

    @Test("No user namespaces, in which a program could be root again")
    func userNamespaces() async throws {
        #expect(try await Bench.sh("unshare --user true").ending != .exited(0))
    }

    @Test("Not root and without capabilities inside")
    func rightsInside() async throws {
        let finished = try await Bench.sh("id -u; grep -E 'Cap(Prm|Eff|Bnd)|NoNewPrivs' /proc/self/status")
        #expect(finished.lines.first == "65534")
        #expect(finished.lines.filter { $0.hasSuffix("\t0000000000000000") }.count == 3)
        #expect(finished.lines.last == "NoNewPrivs:\t1")
    }

    @Test("Not root outside")
    func userOutside() async throws {
        let sleepers = Sleepers()
        let confined = try Bench.start("sleep \(sleepers.mark)")
        #expect(try await sleepers.become(1))
        let user = Sleepers.user(of: try #require(sleepers.pids.first))
        confined.kill()
        _ = await confined.finish()
        #expect(user != nil && user != 0)
        #expect(user == geteuid() || Bench.isRoot)
    }

    @Test("Nothing of the caller's environment")
    func environment() async throws {
        setenv("SANDBOX_TEST_SECRET", "x", 1)
        var job = Job(program: "/usr/bin/env", limits: Bench.limits)
        job.environment = ["ANSWER": "42", "LANG": "C"]
        let finished = try await Bench.sandbox.run(job)
        let expected: Set<Substring> = [
            "ANSWER=42", "HOME=/tmp", "LANG=C", "PATH=/usr/bin", "PWD=/tmp", "SWIFT_BACKTRACE=enable=no",
            "TZ=UTC",
        ]
        #expect(Set(finished.lines) == expected)
    }

    @Test("No descriptor of the caller's", arguments: [false, true])
    func descriptors(_ hasChannel: Bool) async throws {
        let inheritable = dup(STDERR_FILENO)
        defer { close(inheritable) }
        let script = "for fd in $(seq 0 255); do [ -e /proc/$$/fd/$fd ] && echo $fd; done; true"
        let confined = try Bench.start(script, hasChannel: hasChannel)
        #expect(await confined.finish().lines == (hasChannel ? ["0", "1", "2", "3"] : ["0", "1", "2"]))
    }

    @Test("Signals are as a new process expects them, whatever the caller has set")
    func signals() async throws {
        let finished = try await Bench.sh("grep -E 'Sig(Blk|Ign)' /proc/self/status")
        #expect(finished.lines == ["SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000"])
    }

    @Test("A read-only mount can be read and not written")
    func readOnlyMount() async throws {
        let folder = Bench.folder()
        Bench.write("hello", to: "\(folder)/file")
        let mount = Mount.readOnly(folder, at: "/mounted")
        #expect(try await Bench.sh("cat /mounted/file", mounts: [mount]).text == "hello")
        #expect(try await Bench.sh("echo x > /mounted/new", mounts: [mount]).ending != .exited(0))
        #expect(try await Bench.sh("echo x > /mounted/file", mounts: [mount]).ending != .exited(0))
    }

    @Test("What is written to a writable mount is there afterwards")
    func writableMount() async throws {
        let folder = Bench.folder()
        let finished = try await Bench.sh("echo made > /out/file", mounts: [.writable(folder, at: "/out")])
        #expect(finished.ending == .exited(0))
        #expect(Bench.read("\(folder)/file") == "made\n")
    }

    @Test("A mount keeps its path unless another is given, and the job starts where it wants")
    func mountPath() async throws {
        let folder = Bench.folder()
        var job = Bench.job("pwd", mounts: [.readOnly(folder)])
        job.workingDirectory = folder
        #expect(try await Bench.sandbox.run(job).text == "\(folder)\n")
    }
}
