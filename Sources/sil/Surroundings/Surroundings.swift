import Foundation
import Glibc

/// What a command may know of the process it runs in; given to it, so that a test can give something else.
struct Surroundings: Sendable {
    var environment: [String: String]
    /// Absolute.
    var currentDirectory: String
    /// Absolute path of this program.
    var executable: String
    var isTerminal: Bool
    /// Cells of a line.
    var width: Int
    var isRoot: Bool

    static func ofProcess() -> Surroundings {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return Surroundings(
            environment: environment, currentDirectory: FileManager.default.currentDirectoryPath,
            executable: executablePath(), isTerminal: isTerminal,
            width: width(environment: environment, isTerminal: isTerminal), isRoot: geteuid() == 0)
    }

    /// A terminal of this kind can move its cursor and show a pager.
    var canPage: Bool { isTerminal && !["", "dumb"].contains(environment["TERM"] ?? "") }

    private static func executablePath() -> String {
        guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments.first ?? "sil" }
        defer { free(path) }
        return String(cString: path)
    }

    /// COLUMNS, else the terminal's own width up to what reads well, else 80.
    static func width(environment: [String: String], isTerminal: Bool) -> Int {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return min(columns, 1_000)
        }
        var size = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return min(Int(size.ws_col), 100)
    }
}
