import Foundation
import Synchronization

/// A learner's module, the program around it and its hidden grader, built as the tool builds them.
struct GradedBuild {
    let toolchain: Toolchain
    let learner: URL
    let program: URL?
    let grader: URL
    /// `Class.method`, in the order of the source.
    let tests: [String]

    /// - Parameters:
    ///   - sources: Folder of the learner's files.
    ///   - program: Folder of `main.swift`; nil for none.
    ///   - grader: Folder of the hidden tests. They import `GraderKit` and not the learner's module.
    init(module: String, sources: URL, program: URL?, grader: URL) throws {
        let toolchain = Toolchain()
        self.toolchain = toolchain
        // Not below /tmp, which a test may write.
        let folder = try Self.emptyFolder()
        learner = folder.appending(path: "\(module).so")
        let object = folder.appending(path: "\(module).o")
        try toolchain.compile(
            module: module, sources: Self.swiftFiles(in: sources), isLibrary: true, to: object)
        // As the tool links it: the host asks for a hash table of the plain kind.
        try toolchain.swiftc(
            ["-emit-library", "-Xlinker", "--hash-style=both", object.path, "-o", learner.path])
        self.program = try program.map { source in
            let main = try Self.made(folder.appending(path: "main.o"), from: source) { main in
                try toolchain.compile(
                    module: "Main", sources: Self.swiftFiles(in: source), isLibrary: false, to: main)
            }
            let executable = folder.appending(path: "program")
            try toolchain.swiftc([main.path, object.path] + toolchain.archives + ["-o", executable.path])
            return executable
        }
        let files = Self.swiftFiles(in: grader)
        let tests = try files.flatMap(Self.tests)
        self.tests = tests
        self.grader = try Self.made(folder.appending(path: "SilGrader.so"), from: grader) { library in
            let entries = folder.appending(path: "Entries.swift")
            try Self.entries(tests).write(to: entries, atomically: true, encoding: .utf8)
            let object = folder.appending(path: "SilGrader.o")
            try toolchain.compile(
                module: "SilGrader", sources: files + [entries], isLibrary: true, to: object)
            try toolchain.swiftc(["-emit-library", object.path, "-o", library.path])
        }
    }

    /// What comes from the same folder is made once: it does not depend on whose variant it is linked with.
    private static func made(_ file: URL, from source: URL, make: (URL) throws -> Void) throws -> URL {
        if let known = products.withLock({ $0[source] }) { return known }
        try make(file)
        products.withLock { $0[source] = file }
        return file
    }

    private static let products = Mutex<[URL: URL]>([:])

    private static func swiftFiles(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder.appending(path: $0) }
    }

    private static func tests(in file: URL) throws -> [String] {
        let text = try String(contentsOf: file, encoding: .utf8)
        guard let name = text.firstMatch(of: #/class (\w+): XCTestCase/#)?.1 else { return [] }
        return text.matches(of: #/func (test\w+)\(\)/#).map { "\(name).\($0.1)" }
    }

    private static func entries(_ tests: [String]) -> String {
        let lines = tests.map { test in
            let parts = test.split(separator: ".")
            return "GradedTest(\"\(test)\", \(parts[0]).self) { try $0.\(parts[1])() },"
        }
        return """
            import GraderKit
            typealias XCTestCase = GraderKit.GradedCase
            @_cdecl("sil_entries") func silEntries() -> UnsafeMutableRawPointer {
                GraderKit.register([
                    \(lines.joined(separator: "\n"))
                ])
            }

            """
    }

    /// A new folder that every user may enter, gone when the tests are over.
    private static func emptyFolder() throws -> URL {
        let folder = URL(filePath: "/var/tmp/sil-program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        _ = removal
        folders.withLock { $0.append(folder) }
        return folder
    }

    private static let folders = Mutex<[URL]>([])
    private static let removal: Void = {
        atexit {
            for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
        }
    }()
}
