import Foundation

/// A submission with its exercise's tests as one program of XCTest's, each scenario run once by real threads.
struct TestProgram {
    var name: String
    var swiftc: String
    /// `Runtime/Sources/GraderKit`: of it, what graders need besides XCTest.
    var graderKit: URL
    var flags: [String]
    var environment: [String: String] = [:]

    /// Builds it; gives what runs it.
    func command(
        for submission: ExploredExercise.Submission, of exercise: ExploredExercise, in folder: URL
    ) throws -> Command {
        let place = folder.appending(path: "program-\(name)")
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let kit = ["Together.swift", "Guarded.swift", "Sleeper.swift"].map {
            graderKit.appending(path: $0).path
        }
        let module = exercise.slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined()
        let graders = try ExploredExercise.swiftFiles(in: exercise.folder.appending(path: "Grader"))
        // Without -g: where a module and an object are asked for at once, the driver does not stand it.
        let plain = place.appending(path: "PlainExplore.swift")
        try ("import XCTest\n\npublic " + ExploredExercise.plainExplore + Self.noExplorer).write(
            to: plain, atomically: true, encoding: .utf8)
        let main = place.appending(path: "main.swift")
        try Self.main(of: graders).write(to: main, atomically: true, encoding: .utf8)
        try compile("GraderKit", kit + [plain.path], in: place)
        try compile(module, submission.files, in: place)
        try compile("Tests", graders, in: place)
        let program = place.appending(path: "tests")
        try Command(
            words: [swiftc, "-Onone", "-I", ".", "-module-name", "Main"] + flags + [
                main.path, "GraderKit.o", "\(module).o", "Tests.o", "-o", program.path,
            ], folder: place
        ).run(log: place.appending(path: "log.txt"))
        return Command(
            words: [program.path], folder: place,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
    }

    /// What `Sleeper` asks; in this program nobody explores.
    private static let noExplorer = """

        struct Explorer {
            static var current: Explorer? { nil }
            var rests: () -> Int
        }

        """

    private func compile(_ module: String, _ sources: [String], in place: URL) throws {
        try Command(
            words: [
                swiftc, "-swift-version", "6", "-Onone", "-wmo", "-parse-as-library", "-enable-testing",
                "-suppress-warnings", "-I", ".", "-module-name", module, "-emit-module", "-emit-module-path",
                "\(module).swiftmodule", "-c", "-o", "\(module).o",
            ] + flags + sources, folder: place
        ).run(log: place.appending(path: "log.txt"))
    }

    /// A main that runs the tests: there is no discovery on Linux.
    private static func main(of graders: [String]) throws -> String {
        var cases: [String] = []
        for grader in graders {
            let text = try String(contentsOf: URL(filePath: grader), encoding: .utf8)
            guard let name = text.firstMatch(of: #/class (\w+): XCTestCase/#)?.1 else { continue }
            for method in text.matches(of: #/func (test\w+)\(\)/#).map(\.1) {
                cases.append("    testCase([(\"\(method)\", \(name).\(method))]),")
            }
        }
        return "import XCTest\n\n@testable import Tests\n\nXCTMain([\n\(cases.joined(separator: "\n"))\n])\n"
    }
}
