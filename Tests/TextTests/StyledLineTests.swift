import Testing
import Text

@Suite("Styled lines") struct StyledLineTests {
    static let styled = StyledLine("굵게", .bold) + " 그냥 " + StyledLine("빨강", .color(.red))

    @Test("Plain output has no escape sequence")
    func plain() {
        #expect(Self.styled.rendered(.plain) == "굵게 그냥 빨강")
        #expect(StyledLine("글", Style(link: "https://a.b")).rendered(.plain) == "글")
    }

    @Test("Each piece opens and closes its own style")
    func color() {
        #expect(Self.styled.rendered(.color) == "\u{1B}[1m굵게\u{1B}[0m 그냥 \u{1B}[31m빨강\u{1B}[0m")
        let all = Style(
            isBold: true, isDim: true, isItalic: true, isUnderlined: true, isStruck: true, color: .brightBlue)
        #expect(StyledLine("x", all).rendered(.color) == "\u{1B}[1;2;3;4;9;94mx\u{1B}[0m")
    }

    @Test("A link is closed where it ends, its address safe for a terminal")
    func link() {
        let line = StyledLine("글", Style(link: "https://a.b/가\u{1B} x"))
        #expect(
            line.rendered(.color)
                == "\u{1B}]8;;https://a.b/%EA%B0%80%1B%20x\u{1B}\\글\u{1B}]8;;\u{1B}\\")
    }

    @Test("No text can bring an escape sequence or a line end into a line")
    func clean() {
        let line: StyledLine = "a\u{1B}[2Jb\nc"
        #expect(line.rendered(.color) == "a\u{FFFD}[2Jb c")
    }

    @Test("Neighbours of one style become one piece")
    func merging() {
        let line = StyledLine("가", .bold) + StyledLine("나", .bold) + StyledLine("", .dim)
        #expect(line.runs.map(\.text) == ["가나"])
    }

    @Test("A style over a line leaves what a piece has of its own")
    func layering() {
        let line = (StyledLine("가", .color(.red)) + "나").styled(Style(isBold: true, color: .blue))
        #expect(
            line.runs.map(\.style) == [Style(isBold: true, color: .red), Style(isBold: true, color: .blue)])
    }

    @Test("A cluster split over two styles is measured as one")
    func splitCluster() {
        let line = StyledLine("👨\u{200D}", .bold) + StyledLine("👩", .dim)
        #expect(line.cells == 2)
        #expect(line.truncated(to: 2) == line)
    }

    @Test("Cutting keeps styles")
    func truncation() {
        #expect(Self.styled.truncated(to: 8) == StyledLine("굵게", .bold) + " 그…")
        #expect(Self.styled.truncated(to: 7) == StyledLine("굵게", .bold) + " …")
        #expect(Self.styled.truncated(to: 40) == Self.styled)
        #expect(Self.styled.truncated(to: 0).isEmpty)
    }

    @Test("Padding and trimming undo each other")
    func padding() {
        #expect(Self.styled.padded(to: 20).cells == 20)
        #expect(Self.styled.padded(to: 20).trimmed == Self.styled)
        #expect(StyledLine("   ", .bold).trimmed.isEmpty)
    }

    @Test("Folding cuts anywhere, keeps blanks at the beginning, and drops those at the end")
    func folding() {
        #expect(StyledLine("  let a = 1").folded(to: 6).map(\.text) == ["  let", "a = 1"])
        #expect(StyledLine("가나다").folded(to: 5).map(\.text) == ["가나", "다"])
        #expect(StyledLine("가나").folded(to: 1).map(\.text) == ["가", "나"])
        #expect(StyledLine().folded(to: 5) == [StyledLine()])
    }
}

@Suite("Colour or not") struct ColorModeTests {
    static let terminal = ["TERM": "xterm-256color"]

    @Test("The flag wins over everything")
    func flag() {
        #expect(
            ColorMode.choose(
                flag: .always, environment: ["NO_COLOR": "1", "TERM": "dumb"], isTerminal: false) == .color)
        #expect(
            ColorMode.choose(flag: .never, environment: ["CLICOLOR_FORCE": "1"], isTerminal: true) == .plain)
    }

    @Test("By itself, a terminal has colour and a file has none")
    func auto() {
        #expect(ColorMode.choose(environment: Self.terminal, isTerminal: true) == .color)
        #expect(ColorMode.choose(environment: Self.terminal, isTerminal: false) == .plain)
    }

    @Test(
        "A terminal that says it can do nothing, or says nothing, has none",
        arguments: [[:], ["TERM": ""], ["TERM": "dumb"]])
    func dumb(environment: [String: String]) {
        #expect(ColorMode.choose(environment: environment, isTerminal: true) == .plain)
    }

    @Test("NO_COLOR counts when it is not empty")
    func noColor() {
        let terminal = Self.terminal
        #expect(
            ColorMode.choose(environment: terminal.merging(["NO_COLOR": "1"]) { $1 }, isTerminal: true)
                == .plain)
        #expect(
            ColorMode.choose(environment: terminal.merging(["NO_COLOR": ""]) { $1 }, isTerminal: true)
                == .color)
        let both = terminal.merging(["NO_COLOR": "1", "FORCE_COLOR": "1"]) { $1 }
        #expect(ColorMode.choose(environment: both, isTerminal: true) == .plain)
    }

    @Test(
        "Colour can be forced into a file",
        arguments: [["CLICOLOR_FORCE": "1"], ["FORCE_COLOR": "1"], ["FORCE_COLOR": "3", "TERM": "dumb"]])
    func forced(environment: [String: String]) {
        #expect(ColorMode.choose(environment: environment, isTerminal: false) == .color)
    }

    @Test("Colour can be refused by the same names", arguments: [["FORCE_COLOR": "0"], ["CLICOLOR": "0"]])
    func refused(environment: [String: String]) {
        #expect(
            ColorMode.choose(environment: Self.terminal.merging(environment) { $1 }, isTerminal: true)
                == .plain)
    }
}
