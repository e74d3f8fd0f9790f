import Foundation

/// The compilers beside the `swiftc` that PATH names.
struct Toolchain {
    static let current = Toolchain()

    private let folder: URL

    private init() {
        let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let compiler = search.map { URL(fileURLWithPath: "\($0)/swiftc") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        folder = (compiler ?? URL(fileURLWithPath: "/usr/bin/swiftc")).resolvingSymlinksInPath()
            .deletingLastPathComponent()
    }

    struct Failure: Error, CustomStringConvertible {
        var command: [String]
        var output: String
        var description: String { "\(command.joined(separator: " "))\n\(output)" }
    }

    /// Runs one of the toolchain's programs to its end.
    func run(_ name: String, _ arguments: [String]) throws {
        // The driver goes by the name it is called by; the link has that name in every toolchain.
        let program = folder.appending(path: name)
        let errors = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).txt")
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                command: [program.path] + arguments,
                output: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
        }
    }
}
