import Foundation
import Testing

@Suite("Text that no person would write")
struct HostileTextTests {
    private static let commands = [
        ["facts", "--names", "a"], ["stage", "--module", "HeldSum", "--names", "a"],
        ["mutate"],
    ]

    @Test("Is answered like any other", arguments: commands)
    func answered(command: [String]) throws {
        let texts: [[UInt8]] = [
            [], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0x00, 0x80], Array("let a = \"\u{1100}\u{1161}\"\r\n".utf8),
            Array("\"\"\"".utf8), Array("\"\\(".utf8), Array("/* /*".utf8), Array("#if".utf8),
            [UInt8](repeating: 0, count: 100),
        ]
        for text in texts {
            #expect(try SyntaxProcess(command, on: [("A.swift", Data(text))]).status == 0, "\(text)")
        }
    }

    @Test("Nested or chained a hundred thousand deep, it does not end the program", arguments: commands)
    func deep(command: [String]) throws {
        let texts = [
            String(repeating: "(", count: 3000) + "a" + String(repeating: ")", count: 3000),
            String(repeating: "{", count: 50_000),
            "let b = a" + String(repeating: ".a", count: 100_000),
            "let b = a" + String(repeating: "()", count: 100_000),
            "let b: A" + String(repeating: "?", count: 100_000),
            "let b = " + String(repeating: "a + ", count: 50_000) + "a",
            "func f() { if a {}" + String(repeating: " else if a {}", count: 20_000) + " }",
        ]
        for text in texts {
            let process = try SyntaxProcess(command, on: text)
            #expect(process.status == 0, "\(text.prefix(20)): \(process.status)")
        }
    }

    @Test("A megabyte of declarations is answered whole")
    func long() throws {
        let text = (0..<20_000).map { "func f\($0)() { XCTFail() }\n" }.joined()
        let staged = try StagedText(text).text
        #expect(staged.utf8.count == text.utf8.count + 20_000 * 8)
    }

    @Test(
        "A command line that is none says so by status 2",
        arguments: [
            [], ["facts"], ["mutants", "A.swift"], ["stage", "A.swift"], ["facts", "--name", "a", "A.swift"],
            ["facts", "A.swift", "--names"],
        ])
    func usage(arguments: [String]) throws {
        let process = try SyntaxProcess(arguments, on: [])
        #expect(process.status == 2)
        #expect(process.output.isEmpty)
    }

    @Test("A file that is not there, or a folder, says so by status 1")
    func unreadable() throws {
        #expect(try SyntaxProcess(["facts", "None.swift"], on: []).status == 1)
        #expect(try SyntaxProcess(["facts", "/"], on: []).status == 1)
        let huge = [UInt8](repeating: UInt8(ascii: " "), count: (4 << 20) + 1)
        #expect(try SyntaxProcess(["facts"], on: [("A.swift", Data(huge))]).status == 1)
    }
}
