import Foundation

/// The least that a verdict can cost: one front-end job on the edited file, ld.lld on the test binary, running it.
/// Started directly, unconfined, with warm caches; nothing is checked, mapped, recorded or shown.
struct Floor: Contender {
    let name = "floor"
    private let exercise: Exercise
    private let folder: URL
    private let frontEnd: Command
    private let graderFrontEnd: Command
    private let link: Command
    private let tests: Command
    private let log: URL

    init(_ exercise: Exercise, in folder: URL, swiftc: String) throws {
        self.exercise = exercise
        self.folder = folder
        log = folder.appending(path: "log.txt")
        try exercise.writeSources(to: folder)
        let learner = exercise.sources.keys.sorted()
        for (name, text) in exercise.graders {
            try text.write(to: folder.appending(path: "Grader-\(name)"), atomically: false, encoding: .utf8)
        }
        try Floor.main(of: exercise).write(
            to: folder.appending(path: "main.swift"), atomically: false, encoding: .utf8)

        let log = log
        func compile(_ words: [String]) throws -> String {
            let all = [swiftc, "-swift-version", "6", "-Onone", "-wmo"] + words
            try Command(words: all, folder: folder).run(log: log)
            return try String(contentsOf: log, encoding: .utf8)
        }
        func module(_ name: String) -> [String] {
            [
                "-module-name", name, "-parse-as-library", "-enable-testing", "-I", ".", "-c", "-o",
                "\(name).o",
            ]
        }
        let learnerJob = module(exercise.module) + learner
        _ = try compile(learnerJob + ["-emit-module", "-emit-module-path", "\(exercise.module).swiftmodule"])
        let grader = module("Grader") + exercise.graders.keys.sorted().map { "Grader-\($0)" }
        _ = try compile(grader + ["-emit-module", "-emit-module-path", "Grader.swiftmodule"])
        _ = try compile(["-module-name", "Main", "-I", ".", "-c", "main.swift", "-o", "Main.o"])
        let jobs = try compile(learnerJob + ["-driver-print-jobs"])
        let graderJobs = try compile(grader + ["-driver-print-jobs"])
        let linking = try compile(
            [
                "-use-ld=lld", "\(exercise.module).o", "Grader.o", "Main.o", "-o", "tests", "-v",
                "-Xclang-linker", "-v",
            ])
        frontEnd = Command(words: try Floor.job("swift-frontend", in: jobs), folder: folder)
        graderFrontEnd = Command(words: try Floor.job("swift-frontend", in: graderJobs), folder: folder)
        link = Command(words: try Floor.job("ld.lld", in: linking), folder: folder)
        tests = Command(words: [folder.appending(path: "tests").path], folder: folder)
    }

    /// A main that runs the grader's tests: there is no discovery on Linux.
    private static func main(of exercise: Exercise) -> String {
        let cases = exercise.tests.map { "    testCase([(\"\($0.method)\", \($0.className).\($0.method))])," }
        return """
            import XCTest

            @testable import Grader

            XCTMain([
            \(cases.joined(separator: "\n"))
            ])

            """
    }

    /// The words of the first line that starts this program.
    private static func job(_ program: String, in output: String) throws -> [String] {
        for line in output.split(separator: "\n") {
            let words = split(line)
            if let first = words.first, first.hasPrefix("/"), first.hasSuffix("/" + program) { return words }
        }
        throw BenchError.noJob(program, in: output)
    }

    /// Splits a line as a shell would, as far as the drivers quote: double quotes and backslashes.
    private static func split(_ line: Substring) -> [String] {
        var words: [String] = []
        var word: String?
        var quoted = false, escaped = false
        for character in line {
            if escaped {
                word = (word ?? "") + String(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                quoted.toggle()
                word = word ?? ""
            } else if character == " ", !quoted {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    func edit(_ edit: Exercise.Edit, round: Int) throws {
        try exercise.edit(edit, in: folder, round: round)
    }

    func verdict(after edit: Exercise.Edit) throws -> Command.Cost {
        let cost = try frontEnd.run(log: log)
        let again = edit == .interface ? try graderFrontEnd.run(log: log) : Command.Cost()
        return try cost + again + link.run(log: log) + tests.run(log: log)
    }
}
