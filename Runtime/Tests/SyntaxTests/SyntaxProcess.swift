import Foundation

/// The built `sil-syntax`, run as its callers run it.
struct SyntaxProcess {
    var status: Int32
    var output: Data

    /// Runs a command on files with these texts.
    ///
    /// - Parameter arguments: what stands before the files' names.
    init(_ arguments: [String], on files: [(name: String, text: Data)]) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for file in files { try file.text.write(to: folder.url.appending(path: file.name)) }
        (status, output) = try Self.run(
            Self.program, arguments + files.map(\.name), in: folder.url)
    }

    init(_ arguments: [String], on text: String) throws {
        try self.init(arguments, on: [("A.swift", Data(text.utf8))])
    }

    func decoded<Answer: Decodable>(as type: Answer.Type = Answer.self) throws -> Answer {
        try JSONDecoder().decode(type, from: output)
    }

    static let program = folderOfTests.appending(path: "sil-syntax")

    static func run(
        _ program: URL, _ arguments: [String], in folder: URL
    ) throws -> (status: Int32, output: Data) {
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    /// The folder of the loaded test bundle, where the package's products lie.
    private static let folderOfTests: URL = {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let path = maps.split(separator: "\n").compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }.first { $0.hasSuffix(".xctest") }
        return URL(fileURLWithPath: path ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }()
}

/// A folder of one test's own.
struct TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "sil-syntax-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
