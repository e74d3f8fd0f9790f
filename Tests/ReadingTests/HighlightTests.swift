import Markdown
import Reading
import Testing
import Text

@Suite("Code in colour") struct HighlightTests {
    private func runs(_ code: String, _ language: String = "swift") throws -> [StyledLine.Run] {
        var options = Page.Options(width: 200, colors: .color)
        options.isPiped = true
        let page = Page(try Document(markdown: "```\(language)\n\(code)\n```"))
        return page.lines(options).flatMap { $0.content.runs }
    }

    /// The pieces that have a colour or are dim.
    private func colored(_ code: String, _ language: String = "swift") throws -> [String] {
        try runs(code, language).filter { $0.style.color != nil || $0.style.isDim }.map(\.text)
    }

    @Test(
        "Words, literals and comments of Swift",
        arguments: [
            ("let count = 0x1F", ["let", "0x1F"]), ("self.default.init()", ["self"]),
            ("for i in 0..<3 {}", ["for", "in", "0", "3"]), ("var 개수: Int", ["var", "Int"]),
            ("`class` = 1.5", ["1.5"]), ("@MainActor func f()", ["@MainActor", "func"]),
            ("a /* b /* c */ d */ e // f", ["/* b /* c */ d */", "// f"]),
            (#""a\(b + "c")d" + e"#, [#""a\"#, #""c""#, #"d""#]),
            (##"#"a\(b)\#(c)"# "##, [##"#"a\(b)\#"##, ##""#"##]),
            (#""끝나지 않음"#, [#""끝나지 않음"#]), ("#if DEBUG", ["#if", "DEBUG"]), ("a \\", []),
        ])
    func swift(code: String, pieces: [String]) throws {
        #expect(try colored(code) == pieces)
    }

    @Test(
        "Words, literals and directives of C",
        arguments: [
            ("#include <stdio.h>", ["#include", "<stdio.h>"]),
            ("size_t n = sizeof(int);", ["size_t", "sizeof", "int"]),
            ("char c = '\\''; // ' \"", ["char", "'\\''", "// ' \""]), ("/* /* */ x", ["/* /* */"]),
            ("let x = Name", []), ("#  define A \"b\\\"c\"", ["#  define", "\"b\\\"c\""]),
        ])
    func c(code: String, pieces: [String]) throws {
        #expect(try colored(code, "c") == pieces)
    }

    @Test("Strings and comments go over lines; other languages have no colour")
    func lines() throws {
        #expect(
            try colored("let a = \"\"\"\n  가 \"나\"\n  \"\"\"\nb") == [
                "let", "\"\"\"", "  가 \"나\"", "  \"\"\"",
            ])
        #expect(try colored("/* 가\n나 */ let") == ["/* 가", "나 */", "let"])
        #expect(try colored("if true; then echo; fi", "sh") == [])
    }

    @Test("Colour changes no text, whatever stands there", arguments: 0..<20)
    func anyCode(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 99
        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
        let parts = [
            "\"", "\"\"\"", "#\"", "\"#", "\\(", ")", "(", "/*", "*/", "//", "\n", "#", "@", "'", "\\", "`",
            "let", "Int", "1.",
            "0x", " ", "가", "e\u{301}", "👨‍👩‍👧", "<", ">", "#include ", "\u{1100}",
        ]
        for language in ["swift", "c"] {
            let code = (0..<120).map { _ in parts[roll(parts.count)] }.joined()
            let markdown = "````````\(language)\n\(code)\n````````"
            func text(_ colors: ColorMode) throws -> [String] {
                Page(try Document(markdown: markdown)).lines(Page.Options(width: 60, colors: colors)).map(
                    \.content.text)
            }
            #expect(try text(.color) == text(.plain))
        }
    }
}
