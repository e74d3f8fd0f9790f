import Glibc
import Sandbox
import Testing

@Suite("System calls that are refused")
struct SystemCallTests {
    /// What a call returns in a job: its errno, or 0.
    private func errno(of call: String, in tier: Tier, mayUseSockets: Bool = false) async throws -> Int32? {
        let code = "print syscall(\(call)) < 0 ? $! + 0 : 0"
        return Int32(try await Bench.perl(code, in: tier, mayUseSockets: mayUseSockets).text)
    }

    @Test(
        "The kernel's rarer parts and what nobody counts", arguments: [Tier.full, .reduced],
        [
            ("101, 0, 0, 0, 0", EPERM),  // ptrace, of itself
            ("310, $$, 0, 0, 0, 0, 0", EPERM),  // process_vm_readv
            ("165, 0, 0, 0, 0, 0", EPERM),  // mount
            ("272, 0x10000000", EPERM),  // unshare of the user
            ("56, 0x10000011, 0, 0, 0, 0", EPERM),  // clone into a new user namespace
            ("435, 0, 0", ENOSYS),  // clone3
            ("321, 0, 0, 0", EPERM),  // bpf
            ("298, 0, 0, 0, 0, 0", EPERM),  // perf_event_open
            ("323, 0", EPERM),  // userfaultfd
            ("425, 1, 0", EPERM),  // io_uring_setup
            ("250, 0, -3, 0", EPERM),  // keyctl
            ("248, 0, 0, 0, 0, 0", EPERM),  // add_key
            ("29, 0, 4096, 0600", EPERM),  // shmget
            ("68, 0, 0600", EPERM),  // msgget
            ("64, 0, 1, 0600", EPERM),  // semget
            ("30, 1, 0, 0", EPERM),  // shmat
            ("66, 1, 0, 0", EPERM),  // semctl
            ("71, 1, 0, 0", EPERM),  // msgctl
            ("447, 0", ENOSYS),  // memfd_secret
            ("135, 0x0400000", EPERM),  // personality: everything readable can be executed
            ("303, 0, 0, 0, 0, 0", EPERM),  // name_to_handle_at
        ])
    func refused(_ tier: Tier, _ call: (String, Int32)) async throws {
        #expect(try await errno(of: call.0, in: tier) == call.1)
    }

    @Test("Honest ones are not", arguments: [Tier.full, .reduced])
    func allowed(_ tier: Tier) async throws {
        for call in [
            "135, 0xffffffff",  // personality, asked for
            "135, 0x0040000",  // a fixed layout of memory
            "53, 1, 1, 0, my $pair = \"\\0\" x 8",  // socketpair
            "302, 0, 7, 0, my $limit = \"\\0\" x 16",  // prlimit64 of itself
            "203, 0, 8, my $mask = \"\\377\" x 8",  // sched_setaffinity of itself
            "290, 0, 0",  // eventfd2
            "291, 0",  // epoll_create1
        ] {
            #expect(try await errno(of: call, in: tier) == 0, "\(call)")
        }
    }

    @Test(
        "Typing into the caller's terminal, in both spellings of the number",
        arguments: [Tier.full, .reduced])
    func terminal(_ tier: Tier) async throws {
        for number in ["0x5412", "0x541c", "0x100005412", "0x10000541c"] {
            #expect(try await errno(of: "16, 0, \(number), 0", in: tier) == EPERM)
        }
    }

    @Test("Foreign numbering ends the program", arguments: [Tier.full, .reduced])
    func foreign(_ tier: Tier) async throws {
        let finished = try await Bench.perl("syscall(0x40000000 + 39); print 'went on'", in: tier)
        #expect(finished.ending == .signalled(SIGSYS))
        #expect(finished.text == "")
    }

    @Test("A program may set up a filter and a Landlock domain of its own", arguments: [Tier.full, .reduced])
    func nested(_ tier: Tier) async throws {
        // seccomp: SECCOMP_GET_ACTION_AVAIL of "kill"; landlock_create_ruleset: the version.
        let code = "print syscall(317, 2, 0, my $a = pack('L', 0x80000000)), ' ', syscall(444, 0, 0, 1) > 0"
        #expect(try await Bench.perl(code, in: tier).text == "0 1")
    }

    @Test("Watching folders and queues that outlive the job, without namespaces")
    func unconfined() async throws {
        #expect(try await errno(of: "254, 0, 0, 0", in: .reduced) == EPERM)  // inotify_add_watch
        #expect(try await errno(of: "240, 0, 0, 0, 0", in: .reduced) == EPERM)  // mq_open
    }
}

@Suite("Sockets of a job")
struct SocketTests {
    private enum Family {
        static let inet: [(Int32, Int32)] = [(2, 1), (2, 2), (10, 1), (10, 2)]
        // netlink, packet, AF_ALG, vsock, Bluetooth, raw IP, MPTCP's protocol number
        static let rare: [(Int32, Int32)] = [(16, 3), (17, 3), (38, 5), (40, 1), (31, 3), (2, 3)]
    }

    private func errno(
        of family: Int32, _ type: Int32, _ protocol: Int32 = 0, in tier: Tier, leave: Bool = false
    )
        async throws -> Int32?
    {
        let code = "print syscall(41, \(family), \(type), \(`protocol`)) < 0 ? $! + 0 : 0"
        return Int32(try await Bench.perl(code, in: tier, mayUseSockets: leave).text)
    }

    @Test("Rare families are refused in both tiers")
    func rare() async throws {
        for tier in [Tier.full, .reduced] {
            for (family, type) in Family.rare {
                #expect(try await errno(of: family, type, in: tier) == EAFNOSUPPORT, "\(tier) \(family)")
                #expect(try await errno(of: family, type, in: tier, leave: true) == EAFNOSUPPORT)
            }
            #expect(try await errno(of: 2, 1, 262, in: tier, leave: true) == EAFNOSUPPORT)
        }
    }

    @Test("Without a network of its own a job has none at all unless it asks")
    func reduced() async throws {
        for (family, type) in Family.inet + [(1, 1), (1, 2)] {
            #expect(try await errno(of: family, type, in: .reduced) == EAFNOSUPPORT, "\(family) \(type)")
        }
    }

    @Test("Full: TCP over the job's own loopback")
    func loopback() async throws {
        let code = """
            use IO::Socket::INET; my $l = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 4) or die;
            if (!fork) { my $c = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $l->sockport) or die $!;
            print $c "hello\\n"; exit }
            my $s = $l->accept; print scalar <$s>;
            """
        #expect(try await Bench.perl(code, in: .full).text == "hello\n")
    }

    @Test("The machine's loopback is out of reach", arguments: [Tier.full, .reduced])
    func machine(_ tier: Tier) async throws {
        let listener = try Listener()
        let code = """
            use IO::Socket::INET;
            print IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => \(listener.port)) ? "reached" : "no";
            """
        #expect(try await Bench.perl(code, in: tier, mayUseSockets: true).text == "no")
        // The test would see a server there.
        #expect(listener.connect() >= 0)
    }

    @Test("Reduced, by leave: listen where the kernel chooses, connect nowhere")
    func listening() async throws {
        let code = """
            use IO::Socket::INET;
            my $l = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 4) or print "none ";
            print IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 47113, Listen => 4) ? "fixed " : "";
            print IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $l->sockport) ? "reached " : "no ";
            print IO::Socket::INET->new(Proto => "udp", LocalAddr => "127.0.0.1") ? "udp " : "";
            my $to = pack_sockaddr_in($l->sockport, inet_aton("127.0.0.1"));
            socket(my $s, 2, 1, 0); print defined send($s, "x", 0x20000000, $to) ? "fast" : "end";
            """
        #expect(try await Bench.perl(code, in: .reduced, mayUseSockets: true).text == "no end")
    }

    @Test("Unix sockets without namespaces: by no leave, since a path reaches those of others")
    func unix() async throws {
        #expect(try await errno(of: 1, 1, in: .reduced, leave: true) == EAFNOSUPPORT)
    }
}

@Suite("Descriptors that are passed in")
struct PassedDescriptorTests {
    @Test("A listening socket serves from inside, whoever connects outside", arguments: Bench.tiers)
    func listening(_ tier: Tier) async throws {
        let listener = try Listener()
        let code = """
            use IO::Socket::INET; my $l = IO::Socket::INET->new_from_fd(4, "+<") or die; my $s = $l->accept or die $!;
            print $s uc scalar <$s>;
            """
        // Started before anything here waits: tasks that wait for each other's threads would wait for ever.
        let confined = try Bench.sandbox(tier).start(
            Job(
                program: "/usr/bin/perl", arguments: ["-e", code], limits: Bench.limits,
                descriptors: [(from: listener.descriptor, to: 4)]))
        let client = listener.connect()
        defer { close(client) }
        #expect(write(client, "question\n", 9) == 9)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(client, &bytes, bytes.count)
        #expect(String(decoding: bytes[..<max(0, count)], as: UTF8.self) == "QUESTION\n")
        #expect(await confined.finish().ending == .exited(0))
    }

    @Test("Each is at its number, nothing else is open", arguments: Bench.tiers)
    func numbers(_ tier: Tier) async throws {
        let folder = Bench.folder()
        Bench.write("one", to: "\(folder)/1")
        Bench.write("two", to: "\(folder)/2")
        let (one, two) = (
            open("\(folder)/1", O_RDONLY | O_CLOEXEC), open("\(folder)/2", O_RDONLY | O_CLOEXEC)
        )
        defer { close(one); close(two) }
        var job = Bench.job(
            "cat <&63; cat <&4; for fd in $(seq 0 255); do [ -e /proc/$$/fd/$fd ] && echo $fd; done; true")
        job.program = "/usr/bin/bash"  // sh knows only one digit
        job.descriptors = [(from: one, to: 4), (from: two, to: 63)]
        let finished = try await Bench.sandbox(tier).run(job)
        #expect(finished.text == "twoone0\n1\n2\n4\n63\n")
        #expect(fcntl(one, F_GETFD) >= 0)
    }

    @Test(
        "Numbers that are taken, or not open",
        arguments: [[(0, 3)], [(0, 64)], [(0, 4), (0, 4)], [(0, -1)]] as [[(Int32, Int32)]])
    func refused(_ numbers: [(Int32, Int32)]) {
        #expect(throws: SandboxError.launch(errno: EINVAL, step: "descriptors")) {
            var job = Bench.job("true")
            job.descriptors = numbers.map { (from: $0.0, to: $0.1) }
            return try Bench.sandbox.start(job)
        }
    }

    @Test("One that is not open", arguments: Bench.tiers)
    func notOpen(_ tier: Tier) {
        #expect(throws: SandboxError.launch(errno: EBADF, step: "descriptors")) {
            var job = Bench.job("true")
            job.descriptors = [(from: 9999, to: 4)]
            return try Bench.sandbox(tier).start(job)
        }
    }
}
