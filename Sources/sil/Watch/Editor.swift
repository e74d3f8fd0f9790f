import Glibc

/// The editor that a learner works with: `$VISUAL`, else `$EDITOR`, else Visual Studio Code where it is installed.
struct Editor: Equatable {
    /// Words of its command line, the file not among them.
    var command: [String]
    /// Whether it works on the terminal itself, which it then needs for itself.
    var usesTerminal: Bool

    /// Editors with a window of their own.
    private static let windowed: Set<String> = [
        "code", "code-insiders", "codium", "cursor", "zed", "subl", "gedit", "kate", "gvim", "xed",
        "mousepad",
    ]

    init?(environment: [String: String]) {
        let named = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first { !$0.isEmpty }
        var words = named?.split(separator: " ").map(String.init) ?? []
        if words.isEmpty, Executables.find("code", environment: environment) != nil { words = ["code"] }
        guard let first = words.first else { return nil }
        let found = first.contains("/") ? first : Executables.find(first, environment: environment)
        guard let program = found, access(program, X_OK) == 0 else { return nil }
        let name = first.split(separator: "/").last.map(String.init) ?? first
        command = [program] + words.dropFirst()
        usesTerminal = !Self.windowed.contains(name)
    }

    /// Whether this terminal is Visual Studio Code's own, so that a file can be opened unasked beside it.
    static func isBesideTerminal(_ environment: [String: String]) -> Bool {
        environment["TERM_PROGRAM"] == "vscode"
    }

    /// Opens the files; one that uses the terminal has it until this returns.
    ///
    /// - Returns: whether it could be started, and if it was waited for, ended well.
    func open(_ files: [String], environment: [String: String]) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if !usesTerminal {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
                posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGINT, SIGTSTP, SIGWINCH] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var arguments = (command + files).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables) == 0 else {
            return false
        }
        // A window's program hands the file to the one that runs already and ends at once.
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return false } }
        return status == 0
    }
}

extension Session {
    /// - Throws: a `Failure` that says how to name one.
    func editor() throws -> Editor {
        if let editor = Editor(environment: surroundings.environment) { return editor }
        throw Failure(
            kind: "no_editor", message: "열 편집기를 알 수 없음",
            suggestions: ["export EDITOR=vim처럼 정하고 다시 하세요."], exitStatus: .unavailable)
    }
}
