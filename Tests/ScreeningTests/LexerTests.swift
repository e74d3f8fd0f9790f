import Testing

@testable import Screening

@Suite("토큰")
struct LexerTests {
    private func words(_ source: String, hasBareRegex: Bool = true) -> [String] {
        let file = TokenizedFile(name: "", bytes: Array(source.utf8), hasBareRegex: hasBareRegex)
        return file.tokens.map { file.text($0) }
    }

    @Test(
        "주석은 빠지고 이름, 수, 기호로 잘림",
        arguments: [
            ("let a = b+1 // c", ["let", "a", "=", "b", "+", "1"]),
            ("a /* /* b */ */ c", ["a", "c"]),
            ("a/* not closed", ["a"]),
            ("a ... b..<c.d", ["a", "...", "b", "..<", "c", ".", "d"]),
            ("0x1F_u.magnitude 1.5e-3 t.0.1", ["0x1F_u", ".", "magnitude", "1.5e-3", "t", ".", "0.1"]),
            ("@a #if #file `let`", ["@", "a", "#if", "#file", "let"]),
            ("x+/*c*/y -> !z", ["x", "+", "y", "->", "!", "z"]),
            ("#!/usr/bin/swift\nx", ["x"]),
            ("\u{FEFF}x\u{A0}y", ["x", "y"]),
            ("더하기→빼기", ["더하기", "→", "빼기"]),
            ("\u{1112}\u{1161}\u{11AB} x", ["\u{1112}\u{1161}\u{11AB}", "x"]),
        ])
    func plain(source: String, expected: [String]) {
        #expect(words(source) == expected)
    }

    @Test(
        "문자열은 조각마다 하나, 보간 안은 코드",
        arguments: [
            (#""a" b"#, [#""a""#, "b"]),
            (#""a \"b" c"#, [#""a \"b""#, "c"]),
            (
                #""a \(b + "c \(d)") e" f"#,
                [#""a \"#, "(", "b", "+", #""c \"#, "(", "d", ")", #"""#, ")", #" e""#, "f"]
            ),
            (##"#"a \(b) "c"# d"##, [##"#"a \(b) "c"#"##, "d"]),
            (##"#"\#(b)"# c"##, [##"#"\#"##, "(", "b", ")", ##""#"##, "c"]),
            ("\"\"\"\na \"b\" \\(c)\n\"\"\" d", ["\"\"\"\na \"b\" \\", "(", "c", ")", "\n\"\"\"", "d"]),
            ("\"not closed\nb", ["\"not closed", "b"]),
            ("\"\" a \"\\\\\" b", ["\"\"", "a", "\"\\\\\"", "b"]),
            ("\"\\(f(a, (b)))c\" d", ["\"\\", "(", "f", "(", "a", ",", "(", "b", ")", ")", ")", "c\"", "d"]),
        ])
    func strings(source: String, expected: [String]) {
        #expect(words(source) == expected)
    }

    @Test(
        "정규식은 하나, 나눗셈은 나눗셈",
        arguments: [
            (#"let r = /a"b/ ; c"#, ["let", "r", "=", #"/a"b/"#, ";", "c"]),
            ("a / b / c", ["a", "/", "b", "/", "c"]),
            ("a/b/c", ["a", "/", "b", "/", "c"]),
            ("f(/x/)", ["f", "(", "/x/", ")"]),
            (#"[/\/"/, 1]"#, ["[", #"/\/"/"#, ",", "1", "]"]),
            ("f(/, 1)/2", ["f", "(", "/", ",", "1", ")", "/", "2"]),
            (##"x = #/a"/b/# y"##, ["x", "=", ##"#/a"/b/#"##, "y"]),
            ("#/\na \" b\n/# c", ["#/\na \" b\n/#", "c"]),
        ])
    func regexes(source: String, expected: [String]) {
        #expect(words(source) == expected)
    }

    @Test("언어 모드 5에서는 / 하나로 정규식이 시작되지 않음")
    func noBareRegex() {
        #expect(words("f(/x/)", hasBareRegex: false) == ["f", "(", "/", "x", "/", ")"])
    }

    @Test("백틱 안의 이름은 이름일 뿐이라는 표시가 남음")
    func escaped() {
        #expect(Lexer.tokens(of: Array("`unsafe` x".utf8)).map(\.isEscaped) == [true, false])
    }

    @Test("줄 첫머리의 토큰을 앎: 여러 줄 주석 뒤도")
    func lineStarts() {
        #expect(
            Lexer.tokens(of: Array("a b\n c /*\n*/ d".utf8)).map(\.startsLine) == [true, false, true, true])
    }

    @Test("자리는 1부터, 칸은 바이트로 셈")
    func places() {
        let file = TokenizedFile(name: "", bytes: Array("a\n가 b".utf8))
        let place = file.place(of: file.tokens[2].start)
        #expect(place.line == 2 && place.column == 5)
    }

    @Test("어디서 잘려도 끝까지 읽고, 토큰은 겹치지 않음", arguments: ["03-hangul.swift", "11-regex.swift"])
    func truncated(name: String) throws {
        let program = try #require(Sample.all(in: "Honest").first { $0.name == name })
        for count in 0...program.bytes.count {
            let tokens = Lexer.tokens(of: Array(program.bytes.prefix(count)))
            #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.end <= $1.start })
            #expect(
                tokens.allSatisfy { $0.start < $0.end || $0.kind == .string }
                    && (tokens.last?.end ?? 0) <= count)
        }
    }

    @Test("아무리 깊은 보간도 읽음")
    func deep() {
        let source = String(repeating: "\"\\(", count: 200_000)
        #expect(Lexer.tokens(of: Array(source.utf8)).count == 400_000)
    }
}
