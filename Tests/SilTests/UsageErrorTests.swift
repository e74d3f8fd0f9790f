import Foundation
import Testing

@testable import sil

/// The parser's own words are English literals: each of them that a person can bring about has its test.
@Suite("Usage errors")
struct UsageErrorTests {
    private func message(_ arguments: String...) async throws -> String {
        let result = try await TestWorld().sil(arguments)
        #expect(result.status == .usage)
        #expect(result.stdout == "")
        return result.stderr.first ?? ""
    }

    @Test("an unknown option, with the near one")
    func unknownOption() async throws {
        #expect(try await message("read", "--jsno") == "sil: 모르는 옵션: --jsno. 혹시 --json?")
        #expect(try await message("read", "--colour") == "sil: 모르는 옵션: --colour. 혹시 --color?")
        #expect(try await message("read", "-x") == "sil: 모르는 옵션: -x")
    }

    @Test("an unknown command, with the near one")
    func unknownCommand() async throws {
        #expect(try await message("raed") == "sil: 모르는 명령: raed. 혹시 read?")
        #expect(try await message("--course", "x", "zzz") == "sil: 모르는 명령: zzz")
        #expect(try await message("help", "raed") == "sil: 모르는 명령: raed. 혹시 read?")
    }

    @Test("a value that is missing")
    func missingValue() async throws {
        #expect(try await message("read", "--course") == "sil: --course 뒤에 값이 없음")
        #expect(try await message("submit", "a", "--file") == "sil: --file 뒤에 값이 없음")
    }

    @Test("a value for a flag, its particle right")
    func unexpectedValue() async throws {
        #expect(try await message("read", "--json=3") == "sil: --json은 값을 받지 않음: 3")
    }

    @Test("arguments too many")
    func unexpectedArguments() async throws {
        #expect(try await message("read", "1", "it's") == "sil: 받을 수 없는 인자: it's")
        #expect(try await message("read", "1", "2", "3") == "sil: 받을 수 없는 인자: 2, 3")
    }

    @Test("an argument that is missing")
    func missingArgument() async throws {
        #expect(try await message("start") == "sil: 빠진 인자: <연습>")
    }

    @Test("what our own validation says")
    func validation() async throws {
        #expect(
            try await message("submit", "a", "--all") == "sil: --all은 연습 이름이나 --file과 함께 쓸 수 없음")
    }

    @Test("a shell that completions cannot be made for")
    func shell() async throws {
        #expect(
            try await message("--generate-completion-script", "foo") == "sil: 자동 완성을 만들 수 없는 셸: foo")
    }

    /// Sentences that no command of today can bring about, but one of tomorrow will.
    @Test(
        "the parser's other sentences",
        arguments: [
            (
                "The value 'x' is invalid for '--size <size>'. Please provide one of 'a', 'b' or 'c'.",
                ParseFailure.invalidValue("x", of: "--size", allowed: ["a", "b", "c"])
            ),
            (
                "The value 'x' is invalid for '<n>'. Please provide one of the following:\n  - a\n  - b",
                .invalidValue("x", of: "<n>", allowed: ["a", "b"])
            ), ("The value 'x' is invalid for '<n>'", .invalidValue("x", of: "<n>", allowed: [])),
            (
                "Value to be set with flag '--b' had already been set with flag '--a'",
                .conflict("--b", with: "--a")
            ), ("Missing one of: '--a', '--b'", .missingArgument(["--a", "--b"])),
            ("Invalid option: --", .invalidOption("--")), ("Missing required subcommand.", .missingCommand),
            ("Can't autodetect a supported shell.\nPlease use …", .unsupportedShell(nil)),
            ("2 unexpected arguments: 'a', 'b'", .unexpectedArguments(["a", "b"])),
            (
                "Unknown option '-abc'\n   or: Missing value for '-c <c>' in '-abc'",
                .unknownOption("-abc", suggestion: nil)
            ), ("Something new", .other("Something new")),
        ])
    func sentences(message: String, failure: ParseFailure) {
        #expect(ParseFailure(message) == failure)
    }

    @Test(
        "every failure of the parser is told in Korean",
        arguments: [
            .unknownOption("-a", suggestion: nil), .missingValue(option: "-a"),
            .unexpectedValue(option: "-a", value: "b"),
            .unexpectedArguments(["a"]), .conflict("-a", with: "-b"), .missingArgument(["a"]),
            .invalidValue("a", of: nil, allowed: []), .invalidOption("-"), .missingCommand,
            .unsupportedShell(nil),
            .other("x"),
        ] as [ParseFailure])
    func korean(failure: ParseFailure) throws {
        let told = Failure(failure, in: [try ToolInfo.ofSil()])
        #expect(told.message.contains(#/[가-힣]/#))
        #expect(told.exitStatus == .usage)
    }

    @Test("with --json anywhere it is one document on stdout and one line on stderr")
    func json() async throws {
        for arguments in [["--json", "raed"], ["raed", "--json"], ["start", "--json"]] {
            let result = try await TestWorld().sil(arguments)
            #expect(result.status == .usage)
            #expect(result.stderr.count == 1)
            let document = try JSONSerialization.jsonObject(with: Data(result.stdout.utf8)) as? [String: Any]
            #expect(document?["schema"] as? Int == 1)
            #expect(
                (document?["error"] as? [String: Any])?.keys.sorted() == ["kind", "message", "suggestions"])
        }
    }

    @Test("behind -- nothing is an option")
    func terminator() async throws {
        let result = try await TestWorld().sil("read", "--", "--json")
        #expect(result.status == .badInput)
        #expect(result.stdout == "")
    }
}
