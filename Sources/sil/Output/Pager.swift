import Glibc

/// Shows a long text on a terminal through `less`.
struct Pager {
    enum Ending: Equatable {
        /// The reader left it by its own key.
        case well
        /// Interrupted, killed, or it could not be started after all.
        case badly
        /// There is no `less`.
        case missing
    }

    var environment: [String: String]

    func show(_ text: String) throws -> Ending {
        guard let program = Executables.find("less", environment: environment) else { return .missing }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return .badly }
        let (reading, writing) = (ends[0], ends[1])
        // With our end open in the pager, its text would never end.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // An interrupt is for the pager; it tells by its exit status.
        let before = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, before) }
        let child = spawn(program, input: reading)
        close(reading)
        guard let child else {
            close(writing)
            return .badly
        }
        do {
            try Output.write(text, to: writing)
        } catch is Output.Closed {
            // Left before the end of the text, which is the reader's good right.
        }
        close(writing)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? .well : .badly
    }

    private func spawn(_ program: String, input: Int32) -> pid_t? {
        // The reader's own LESSOPEN could render our text a second time.
        let environment = self.environment.merging(["LESSCHARSET": "utf-8", "LESSOPEN": ""]) { $1 }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        sigaddset(&defaults, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // This may be a thread that takes no signals; the pager must.
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var pid: pid_t = 0
        // -K: an interrupt ends it with a status that tells, instead of being swallowed.
        let result = withCStrings([program, "-R", "-K"]) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&pid, program, &actions, &attributes, arguments, variables)
            }
        }
        return result == 0 ? pid : nil
    }

    private func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }
}
