import Foundation
import Testing

/// A program of the folder Fixtures. Its first line says what it is for: `// BUG: kind. …` is right as it stands and has its
/// mistake, of that kind, behind the condition BUG; `// REFUSED: call. …` makes a call that is not controlled.
struct Fixture: CustomTestStringConvertible, Sendable {
    enum Version: String { case right, wrong }

    let file: URL
    /// The kind of finding, or the call.
    let expected: String
    let isRefused: Bool

    var testDescription: String { file.lastPathComponent }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures")

    static let all = fixtures(in: folder)

    /// Programs with mistakes that are hard to come by.
    static let classics = fixtures(in: folder.appending(path: "classics"))

    private static func fixtures(in folder: URL) -> [Fixture] {
        let files =
            (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.sorted { $0.path < $1.path }.compactMap(Fixture.init)
    }

    static func named(_ name: String) throws -> Fixture {
        guard let fixture = Fixture(folder.appending(path: name)) else { throw CocoaError(.fileNoSuchFile) }
        return fixture
    }

    private init?(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            let head = text.prefixMatch(of: #/// (BUG|REFUSED): ([A-Za-z_]+)\. /#)
        else { return nil }
        self.file = file
        expected = String(head.2)
        isRefused = head.1 == "REFUSED"
    }

    private var isSwift: Bool { file.pathExtension == "swift" }

    /// Compiles with each access marked and links with the explorer. Made once for each version.
    func build(_ version: Version) throws -> URL {
        let archives = try Archives.made.get()
        let executable = archives.folder.appending(
            path: "\(file.deletingLastPathComponent().lastPathComponent)-\(file.lastPathComponent).\(version)"
        )
        try Self.building.withLock { made in
            guard !made.contains(executable.path) else { return }
            try build(version, archives: archives, as: executable)
            made.insert(executable.path)
        }
        return executable
    }

    /// One at a time: a compiler takes all the processor it gets.
    private static let building = Locked<Set<String>>([])

    private func build(_ version: Version, archives: Archives, as executable: URL) throws {
        let condition = version == .wrong ? ["-DBUG"] : []
        let object = executable.path + ".o"
        let runtime =
            ["--whole-archive"] + archives.paths + ["--no-whole-archive", "--export-dynamic", "-z", "now"]
        if isSwift {
            let text = try String(contentsOf: file, encoding: .utf8)
            let library = text.contains("\n@main") ? ["-parse-as-library"] : []
            try Toolchain.current.run(
                "swiftc",
                library + condition + [
                    "-swift-version", "5", "-g", "-Onone", "-sanitize=thread", "-module-name", "main", "-c",
                    file.path, "-o", object,
                ])
            try Toolchain.current.run(
                "swiftc", [object, "-o", executable.path] + runtime.flatMap { ["-Xlinker", $0] })
        } else {
            try Toolchain.current.run(
                "clang",
                condition + [
                    "-fsanitize=thread", "-mllvm", "-tsan-instrument-read-before-write=1", "-g", "-O0",
                    "-fno-omit-frame-pointer", "-c", file.path, "-o", object,
                ])
            try Toolchain.current.run(
                "clang", [object, "-o", executable.path] + runtime.flatMap { ["-Xlinker", $0] } + ["-lm"])
        }
    }
}

/// A value behind a lock.
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
