import Glibc
import Sandbox
import Testing

@Suite("What a job may use")
struct LimitTests {
    private func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Bench.limits
        change(&limits)
        return limits
    }

    @Test(
        "Too much output ends the job", arguments: Bench.tiers,
        ["yes", "yes >&2", "head -c 100M /dev/zero; sleep 60"])
    func outputKilled(_ tier: Tier, _ script: String) async throws {
        let finished = try await Bench.sh(script, in: tier, limits: limits { $0.outputKB = 16 })
        #expect(finished.ending == .outputLimit)
        #expect(finished.outputWasCut)
        #expect(max(finished.output.count, finished.errors.count) == 16 * 1024)
        #expect(finished.wallSeconds < 10)
    }

    @Test("Too much output can be read and thrown away instead")
    func outputDrained() async throws {
        let limits = limits {
            $0.outputKB = 16
            $0.overflow = .drain
        }
        let finished = try await Bench.sh("echo first; head -c 100M /dev/zero; exit 5", limits: limits)
        #expect(finished.ending == .exited(5))
        #expect(finished.outputWasCut)
        #expect(finished.output.count == 16 * 1024)
        #expect(finished.text.hasPrefix("first\n"))
    }

    @Test("Output of exactly the limit is not cut")
    func outputFits() async throws {
        let finished = try await Bench.sh("head -c 16384 /dev/zero", limits: limits { $0.outputKB = 16 })
        #expect(finished.ending == .exited(0))
        #expect(!finished.outputWasCut)
        #expect(finished.output.count == 16 * 1024)
    }

    @Test("Waiting is ended by the wall clock", arguments: Bench.tiers)
    func wall(_ tier: Tier) async throws {
        let finished = try await Bench.sh("sleep 100", in: tier, limits: limits { $0.wallSeconds = 0.3 })
        #expect(finished.ending == .wallTime)
        #expect(finished.wallSeconds >= 0.3)
        #expect(finished.wallSeconds < 5)
    }

    @Test(
        "Computing is ended by the CPU clock, in one process as in a chain of short ones",
        arguments: Bench.tiers, ["while :; do :; done", "while :; do /usr/bin/true; done"])
    func cpu(_ tier: Tier, _ script: String) async throws {
        let finished = try await Bench.sh(script, in: tier, limits: limits { $0.cpuSeconds = 0.3 })
        #expect(finished.ending == .cpuTime)
        #expect(finished.cpuSeconds >= 0.3)
    }

    @Test("Memory of the whole tree is limited, and told from a crash", arguments: Bench.tiers)
    func memory(_ tier: Tier) async throws {
        let finished = try await Bench.sh(
            "head -c 1G /dev/zero | tail", in: tier, limits: limits { $0.memoryMB = 64 })
        #expect(finished.ending == .outOfMemory)
        #expect(finished.peakMemoryMB > 64)
        #expect(finished.peakMemoryMB < 640)
    }

    @Test("Memory of many small processes adds up", arguments: Bench.tiers)
    func memoryOfMany(_ tier: Tier) async throws {
        let script = "for i in 1 2 3 4 5 6; do { head -c 30M /dev/zero; sleep 60; } | tail & done; wait"
        let finished = try await Bench.sh(script, in: tier, limits: limits { $0.memoryMB = 100 })
        #expect(finished.ending == .outOfMemory)
    }

    @Test("Memory counts also where no process has mapped it", arguments: Bench.tiers)
    func memoryFiles(_ tier: Tier) async throws {
        let code = """
            my @files; my $block = "x" x 65536; my $name = "m";
            for (1 .. 6) { my $fd = syscall(319, $name, 0); open(my $h, ">&=", $fd) or exit 1; push @files, $h;
            for (1 .. 512) { syswrite($h, $block) or exit 2 } }
            sleep 60;
            """
        let job = Job(
            program: "/usr/bin/perl", arguments: ["-e", code], limits: limits { $0.memoryMB = 100 })
        #expect(try await Bench.sandbox(tier).run(job).ending == .outOfMemory)
    }

    @Test("Pages that forks share are not held against them")
    func sharedPages() async throws {
        let script = """
            x=$(head -c 8M /dev/zero | tr '\\0' a)
            for i in 1 2 3 4 5 6 7 8 9 10 11 12; do (sleep 0.3; echo done) & done
            wait
            """
        let finished = try await Bench.sh(script, limits: limits { $0.memoryMB = 72 })
        #expect(finished.ending == .exited(0))
        #expect(finished.lines.count == 12)
    }

    @Test("Processes are limited, whatever else the user runs")
    func processes() async throws {
        let script = "for i in $(seq 100); do sleep 60 & echo $i; done"
        let finished = try await Bench.sh(script, limits: limits { $0.processes = 20 })
        let started = finished.lines.count
        #expect((15...20).contains(started))
        #expect(finished.errorText.contains("fork"))
    }

    @Test(
        "So they are where no namespace counts them apart, for the whole tree",
        arguments: [Tier.reduced, .none])
    func processesWithoutNamespaces(_ tier: Tier) async throws {
        // An ordinary user's other processes come and go meanwhile, so their number is a rough one.
        let script = "for i in $(seq 600); do sleep 60 & echo $i; done"
        let finished = try await Bench.sh(script, in: tier, limits: limits { $0.processes = 20 })
        #expect(finished.lines.count < (Bench.isRoot ? 20 : 600))
        #expect(finished.errorText.contains("fork"))
    }

    @Test("A file cannot grow beyond its limit", arguments: Bench.tiers)
    func fileSize(_ tier: Tier) async throws {
        let script = "cd ${TMPDIR:-/tmp}; head -c 3M /dev/zero > file; stat -c %s file"
        let finished = try await Bench.sh(script, in: tier, limits: limits { $0.fileSizeMB = 1 })
        #expect(finished.text == "1048576\n")
    }

    @Test(
        "Folders in RAM are small",
        arguments: [("/tmp", Sandbox.temporaryMB), ("/dev/shm", Sandbox.sharedMemoryMB)])
    func folderSize(_ folder: String, _ sizeMB: Int) async throws {
        let script = """
            head -c \(sizeMB - 1)M /dev/zero > \(folder)/a && echo fits
            head -c 2M /dev/zero > \(folder)/b || echo full
            """
        #expect(try await Bench.sh(script).lines == ["fits", "full"])
    }

    @Test("A temporary folder on a disk is as small", arguments: [Tier.reduced, .none])
    func diskSize(_ tier: Tier) async throws {
        let half = Sandbox.temporaryMB / 2
        let script = "cd $TMPDIR; for i in 1 2 3; do head -c \(half - 1)M /dev/zero > $i; done; sleep 60"
        #expect(try await Bench.sh(script, in: tier).ending == .diskFull)
        let fitting = "cd $TMPDIR; for i in 1 2; do head -c \(half - 1)M /dev/zero > $i; done; sleep 0.1"
        #expect(try await Bench.sh(fitting, in: tier).ending == .exited(0))
    }

    @Test(
        "What is deleted and still open, or lies deep, is no way around that",
        arguments: [Tier.reduced, .none])
    func diskHidden(_ tier: Tier) async throws {
        let deleted = """
            cd $TMPDIR; for i in $(seq 3 100); do eval "exec 9>file" || exit 1; rm file
            head -c 40M /dev/zero >&9; done; sleep 60
            """
        #expect(try await Bench.sh(deleted, in: tier).ending == .diskFull)
        let deep =
            "cd $TMPDIR; for i in $(seq 40); do mkdir d; cd d; done; head -c 60M /dev/zero > f; sleep 60"
        #expect(try await Bench.sh(deep, in: tier).ending == .diskFull)
    }

    @Test("Files are counted as well as their bytes", arguments: Bench.tiers)
    func fileCount(_ tier: Tier) async throws {
        let script = """
            chdir($ENV{TMPDIR} || "/tmp"); for (1 .. 100_000) { open(my $f, ">", $_) or exit 1; } sleep 60
            """
        #expect(try await Bench.perl(script, in: tier).ending == .diskFull)
    }

    @Test("Descriptors are limited, and no core is dumped", arguments: Bench.tiers)
    func descriptors(_ tier: Tier) async throws {
        let finished = try await Bench.sh(
            "ulimit -n; ulimit -c", in: tier, limits: limits { $0.openFiles = 40 })
        #expect(finished.lines == ["40", "0"])
    }
}
