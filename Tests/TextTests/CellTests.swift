import Testing
import Text

@Suite("Cells of a terminal") struct CellTests {
    /// Measured against xterm, tmux, rich and wcwidth: where they differ, what a modern terminal draws.
    static let measured: [(text: String, cells: Int)] = [
        ("", 0), ("a", 1), ("sil", 3), ("é", 1), ("e\u{301}", 1), (" ", 1), ("\u{A0}", 1),
        ("한글", 4), ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", 4), ("가", 2), ("\u{1100}\u{1161}", 2),
        ("\u{1112}\u{119E}\u{11AB}", 2), ("\u{1100}\u{1161}\u{D7CB}", 2), ("ㄱㅏ", 4), ("ﾡￂ", 2), ("漢字", 4),
        ("─", 1), ("│", 1), ("┼", 1), ("“”", 2), ("–", 1), ("→", 1), ("…", 1), ("①", 1), ("※", 1), ("●", 1),
        ("·", 1), ("█▒", 2), ("✓✗", 2), ("☑☐", 2), ("（）", 4), ("、。", 4),
        ("🔥", 2), ("✅", 2), ("🇰🇷", 2), ("⚠️", 2), ("❤️", 2), ("1️⃣", 2), ("👨‍👩‍👧", 2), ("👩‍💻", 2), ("👍🏽", 2),
        ("\u{1FAE8}", 2), ("\u{200B}", 0), ("\u{7}", 0), ("\u{9B}", 0), ("A한🔥", 5),
    ]

    @Test("Each measured text takes the measured cells", arguments: measured)
    func measuredWidths(text: String, cells: Int) {
        #expect(text.cells == cells)
    }

    @Test("The list holds every case of the measurement")
    func numberOfCases() {
        #expect(Self.measured.count == 46)
    }

    @Test("Decomposed Hangul is as wide as composed")
    func composition() {
        let composed = "각을 힣"
        let decomposed = "\u{1100}\u{1161}\u{11A8}\u{110B}\u{1173}\u{11AF} \u{1112}\u{1175}\u{11C2}"
        #expect(decomposed.unicodeScalars.count > composed.unicodeScalars.count)
        #expect(decomposed.cells == composed.cells)
    }

    @Test("A beginning is cut before a character that does not fit whole")
    func prefix() {
        #expect("한글입니다".prefix(cells: 5) == "한글")
        #expect("abc".prefix(cells: 5) == "abc")
        #expect("한".prefix(cells: 1) == "")
        #expect("👨‍👩‍👧a".prefix(cells: 2) == "👨‍👩‍👧")
    }

    @Test("What is cut off leaves an ellipsis within the limit")
    func truncation() {
        #expect("한글입니다".truncated(to: 10) == "한글입니다")
        #expect("한글입니다".truncated(to: 9) == "한글입니…")
        #expect("한글입니다".truncated(to: 8) == "한글입…")
        #expect("한글".truncated(to: 1) == "…")
        #expect("한글".truncated(to: 0) == "")
    }

    @Test("Padding fills up by cells, and leaves what is wider")
    func padding() {
        #expect("한글".padded(to: 6) == "한글  ")
        #expect("한글".padded(to: 6, .right) == "  한글")
        #expect("한글".padded(to: 7, .center) == " 한글  ")
        #expect("한글".padded(to: 3) == "한글")
    }

    @Test("Nothing that a terminal obeys is printable")
    func printable() {
        #expect("a\u{1B}[31mb".printable == "a\u{FFFD}[31mb")
        #expect("\u{9B}2J\u{7F}\u{0}".printable == "\u{FFFD}2J\u{FFFD}\u{FFFD}")
        #expect("\u{202E}dlrow\u{2066}".printable == "\u{FFFD}dlrow\u{FFFD}")
        #expect("a\tb\r\nc\u{2028}d".printable == "a b  c d")
        #expect("가\u{3164}나".printable == "가 나")
        #expect("한글 🔥 é".printable == "한글 🔥 é")
    }
}
