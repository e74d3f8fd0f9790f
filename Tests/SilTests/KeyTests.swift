import Testing

@testable import sil

@Suite("Keys of a terminal")
struct KeyTests {
    @Test(
        "what terminals send for a key",
        arguments: [
            ("\u{1B}[C", Key.right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}[A", .up),
            ("\u{1B}[B", .down), ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}[F", .end),
            ("\u{1B}[4~", .end), ("\r", .character("\n")), (" ", .character(" ")), ("q", .character("q")),
            ("\u{03}", .interrupt),
        ] as [(String, Key)])
    func one(text: String, key: Key) {
        #expect(Key.keys(in: Array(text.utf8)) == [key])
    }

    @Test("several at once, and what is no key is passed over")
    func several() {
        let text = "j\u{1B}[C\u{1B}[15~\u{1B}[1;5Dk\u{7F}가"
        #expect(Key.keys(in: Array(text.utf8)) == [.character("j"), .right, .left, .character("k")])
        #expect(Key.keys(in: [0x1B]).isEmpty)
        #expect(Key.keys(in: [0x1B, 0x5B]).isEmpty)
    }
}
