import Foundation
import Testing

/// The toolchain's compiler, for asking it what a staged grader means.
struct Compiler {
    private let folder: TemporaryFolder
    private let compiler: URL

    struct Failed: Error {
        var output: String
    }

    init() throws {
        folder = try TemporaryFolder()
        let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        compiler = try #require(
            search.map { URL(fileURLWithPath: "\($0)/swiftc") }
                .first { FileManager.default.isExecutableFile(atPath: $0.path) })
    }

    func remove() { folder.remove() }

    /// A learner's module, to be imported and linked.
    func module(_ name: String, _ text: String, mode: Int = 6) throws {
        try write(text, to: "\(name).swift")
        let said = try run(
            [
                "-enable-testing", "-parse-as-library", "-swift-version", "\(mode)", "-emit-module",
                "-emit-library",
                "-module-name", name, "-module-link-name", name, "\(name).swift",
            ])
        guard said == nil else { throw Failed(output: said ?? "") }
    }

    /// Whether a grader compiles against the module.
    func checks(_ grader: String, mode: Int) throws -> Bool {
        try write(grader, to: "Grader.swift")
        return try run(
            ["-typecheck", "-parse-as-library", "-swift-version", "\(mode)", "-I", ".", "Grader.swift"])
            == nil
    }

    /// Whether all tests of `HeldSumTests` pass by XCTest's own account; nil when the grader does not compile.
    func passes(_ grader: String, tests: [String]) throws -> Bool? {
        try write(grader, to: "Grader.swift")
        let entries = tests.map { "(\"\($0)\", { (t: HeldSumTests) in { try t.\($0)() } })" }
        try write(
            "import XCTest\nXCTMain([testCase([\(entries.joined(separator: ", "))])])", to: "main.swift")
        let said = try run(
            [
                "-swift-version", "5", "-I", ".", "-L", ".", "-lHeldSum", "-Xlinker", "-rpath", "-Xlinker",
                folder.url.path, "Grader.swift", "main.swift", "-o", "tests",
            ])
        guard said == nil else { return nil }
        return try SyntaxProcess.run(folder.url.appending(path: "tests"), [], in: folder.url).status == 0
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.url.appending(path: name))
    }

    /// What the compiler says when it fails.
    private func run(_ arguments: [String]) throws -> String? {
        let (status, output) = try SyntaxProcess.run(compiler, arguments, in: folder.url)
        return status == 0 ? nil : String(decoding: output, as: UTF8.self)
    }
}
