import Glibc

/// Shows a long text on a terminal through the program that `SIL_PAGER` names, else through `less`.
struct Pager {
    enum Ending: Equatable {
        /// The reader left it by its own key.
        case well
        /// Interrupted, killed, or it could not be started after all.
        case badly
        /// There is no such program.
        case missing
    }

    var environment: [String: String]

    /// Words of the command line, the program by its path; nil where there is none. A word of `SIL_PAGER` may not hold
    /// blanks: no shell reads it. `less` keeps colours (-R), and an interrupt ends it with a status that tells (-K).
    var command: [String]? {
        let named = (environment["SIL_PAGER"] ?? "").split(separator: " ").map(String.init)
        let words = named.isEmpty ? ["less", "-R", "-K"] : named
        let program =
            words[0].contains("/") ? words[0] : Executables.find(words[0], environment: environment)
        guard let program, access(program, X_OK) == 0 else { return nil }
        return [program] + words.dropFirst()
    }

    func show(_ text: String) throws -> Ending {
        guard let command else { return .missing }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return .badly }
        let (reading, writing) = (ends[0], ends[1])
        // With our end open in the pager, its text would never end.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // An interrupt is for the pager; it tells by its exit status.
        let before = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, before) }
        let child = spawn(command, input: reading)
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

    private func spawn(_ command: [String], input: Int32) -> pid_t? {
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
        let result = withCStrings(command) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&pid, command[0], &actions, &attributes, arguments, variables)
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
