import Foundation
import Testing

extension EndToEnd {
    @Suite("잘못 부른 명령")
    struct UsageErrors {
        private let learner: Learner

        init() throws {
            learner = try Learner()
        }

        static let wrong: [[String]] = [
            ["redd"], ["read", "--colour"], ["read", "1", "2", "3"], ["start"],
            ["submit", "four-steps", "--file"],
            ["read", "--course"],
        ]

        @Test("64, in Korean only, nothing on stdout", arguments: wrong)
        func usage(arguments: [String]) throws {
            let result = try learner.sil(arguments)
            #expect(result.status == 64)
            #expect(result.stdout == "")
            #expect(result.speaksKorean)
            #expect(!result.stderr.contains(#/Error:|Usage:|Unexpected|Missing|Unknown/#))
        }

        @Test("With --json it is one document too, with one Korean line beside it")
        func json() throws {
            let result = try learner.sil("start", "--json")
            #expect(result.status == 64)
            let document = try result.document(ErrorDocument.self)
            #expect(document.schema == 1)
            #expect(document.error.message.contains(#/[가-힣]/#))
            #expect(result.speaksKorean)
        }

        @Test("The same file name twice: 64")
        func sameName() throws {
            let folder = try TemporaryFolder()
            let one = try folder.write("a/FourSteps.swift", "let a = 1\n")
            let two = try folder.write("b/FourSteps.swift", "let b = 1\n")
            #expect(try learner.sil("submit", "four-steps", "--file", one, two).status == 64)
        }

        @Test(
            "Help is Korean",
            arguments: ["", "read", "init", "start", "test", "submit", "progress", "doctor"])
        func help(command: String) throws {
            let result = try learner.sil(command.isEmpty ? ["--help"] : [command, "--help"])
            #expect(result.status == 0)
            #expect(result.stdout.contains(#/[가-힣]/#))
            #expect(!result.stdout.contains(#/OVERVIEW|USAGE|OPTIONS|SUBCOMMANDS|ARGUMENTS|Show help/#))
        }

        @Test(
            "An unknown exercise: 65 with the nearest name",
            arguments: ["start", "submit", "test", "hint", "history"])
        func unknownExercise(command: String) throws {
            let result = try learner.sil(command, "four-stesp")
            #expect(result.status == 65)
            #expect(result.speaksKorean && result.stderr.contains("four-steps"))
            let document = try learner.sil(command, "four-stesp", "--json").document(ErrorDocument.self)
            #expect(document.error.suggestions.contains("four-steps"))
        }
    }
}
