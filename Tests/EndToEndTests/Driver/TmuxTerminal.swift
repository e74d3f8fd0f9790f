import Foundation
import Testing

/// A real terminal of a given size with a shell in it, in which a person types: tmux without anybody looking at it.
final class TmuxTerminal {
    /// Holds the server's socket, whose path may have no more than 107 bytes; see unix(7).
    private let sockets: String
    private let environment: [String: String]

    /// - Parameter environment: of the shell and what it starts.
    init(columns: Int, rows: Int, in place: URL, environment: [String: String]) throws {
        var template = Array("/tmp/sil-XXXXXX".utf8CString)
        let isMade = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) } ?? nil != nil
        }
        try #require(isMade, "no temporary folder: errno \(errno)")
        sockets = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.environment = environment.merging(["TMUX_TMPDIR": sockets]) { _, new in new }
        try #require(
            FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux"),
            "tmux is missing; Scripts/test installs it")
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", place.path,
            "exec bash --norc --noprofile")
        _ = try wait { $0.contains { $0.contains("$") || $0.contains("#") } }
    }

    deinit {
        _ = try? tmux("kill-server")
        try? FileManager.default.removeItem(atPath: sockets)
    }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        // Not Foundation's `Process`: it takes a program for running while a daemon that it left behind holds its socket.
        var process = SilProcess(
            executable: "/usr/bin/tmux", arguments: ["-u"] + arguments,
            environment: environment, currentFolder: URL(filePath: sockets))
        process.deadline = .seconds(60)
        return try process.run().stdout
    }

    /// Letters as they come from a keyboard, Korean ones too.
    func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

    /// A key by tmux's name: `Enter`, `Tab`, `C-z`.
    func press(_ key: String) throws { try tmux("send-keys", key) }

    func run(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Waits until the shell asks for a line: what is typed earlier may be taken by the program that is leaving.
    func waitForShell() throws {
        try wait { rows in
            let last = rows.last { !$0.isEmpty } ?? ""
            return try !isFull() && (last.hasSuffix("$") || last.hasSuffix("#"))
        }
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// The rows of the screen without blanks at their ends.
    func screen() throws -> [String] {
        try tmux("capture-pane", "-p").components(separatedBy: "\n").dropLast().map {
            String($0.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Whether the program has taken the other screen.
    func isFull() throws -> Bool { try tmux("display", "-p", "#{alternate_on}").hasPrefix("1") }

    func isCursorShown() throws -> Bool { try tmux("display", "-p", "#{cursor_flag}").hasPrefix("1") }

    /// The process that the shell has started last.
    func child() throws -> pid_t {
        let shell = try tmux("display", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").last.flatMap { pid_t($0) })
    }

    /// Waits until the screen is as wanted, and gives it. A test that waits in vain says what it saw.
    @discardableResult
    func wait(
        seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
        _ isThere: ([String]) throws -> Bool
    ) throws -> [String] {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var rows = try screen()
        while try !isThere(rows) {
            guard ContinuousClock.now < deadline else {
                Issue.record("not seen:\n\(rows.joined(separator: "\n"))", sourceLocation: sourceLocation)
                break
            }
            usleep(50_000)
            rows = try screen()
        }
        return rows
    }
}
