import Terminal
import Testing

@Suite("Keys of a terminal") struct KeyTests {
    private func keys(_ text: String) -> [Key] {
        var reader = KeyReader()
        return reader.take(text.utf8) + reader.takeRest()
    }

    @Test(
        "What terminals send for a key",
        arguments: [
            ("\u{1B}[C", Key.right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}[A", .up),
            ("\u{1B}[B", .down), ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}[F", .end),
            ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete),
            ("\u{1B}[1;5D", .left), ("\u{1B}[Z", .backTab), ("\t", .tab), ("\u{7F}", .backspace),
            ("\u{1B}[<64;10;3M", .wheelUp), ("\u{1B}[<65;10;3M", .wheelDown), ("\u{1B}", .escape),
            ("\r", .character("\n")), (" ", .character(" ")), ("q", .character("q")), ("가", .character("가")),
            ("🔥", .character("🔥")), ("\u{03}", .interrupt), ("\u{1A}", .suspend), ("\u{04}", .control("d")),
            ("\u{1B}[200~두 줄\n임\u{1B}[201~", .pasted("두 줄\n임")),
        ] as [(String, Key)])
    func one(text: String, key: Key) {
        #expect(keys(text) == [key])
    }

    @Test("Several at once, and what is no key is passed over")
    func several() {
        #expect(
            keys("j\u{1B}[C\u{1B}[15~\u{1B}[<0;3;4M\u{1B}[1;5Dk\u{1B}q")
                == [.character("j"), .right, .left, .character("k"), .escape, .character("q")])
        var reader = KeyReader()
        #expect(reader.take([0xFF, 0xEA, 0x41, 0xC2, 0x9B]) == [.character("A")])
    }

    @Test("A key may come in pieces of any size")
    func pieces() {
        let text = "가\u{1B}[A🔥\u{1B}[200~붙\u{1B}[A임\u{1B}[201~나\u{1B}[<65;1;1Mq"
        let whole = keys(text)
        #expect(whole.count == 7)
        for size in 1...5 {
            var reader = KeyReader()
            let bytes = Array(text.utf8)
            let found = stride(from: 0, to: bytes.count, by: size).flatMap {
                reader.take(bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(found == whole)
            #expect(!reader.isWaiting)
        }
    }

    @Test("Escape alone waits for what may follow, and is a key when nothing does")
    func escape() {
        var reader = KeyReader()
        #expect(reader.take([0x1B]) == [])
        #expect(reader.isWaiting)
        #expect(reader.takeRest() == [.escape])
        #expect(reader.takeRest() == [])
        #expect(reader.take(Array("\u{1B}[".utf8)) == [])
        #expect(reader.takeRest() == [.escape, .character("[")])
    }

    @Test("A paste that never ends, or is huge, ends by Ctrl-C and keeps its beginning")
    func pastes() {
        var reader = KeyReader()
        #expect(reader.take(Array("\u{1B}[200~qqq\u{03}".utf8)) == [.interrupt])
        let huge = "\u{1B}[200~" + String(repeating: "a", count: 100_000) + "\u{1B}[201~j"
        let keys = reader.take(huge.utf8)
        guard keys.count == 2, case .pasted(let text) = keys[0] else {
            Issue.record("\(keys.count)")
            return
        }
        #expect(text.count == 4_096 && keys[1] == .character("j"))
    }

    @Test(
        "Letters of the Korean layout are the keys they are made of",
        arguments: [
            ("ㅓ", "j"), ("ㅏ", "k"), ("ㅂ", "q"), ("ㅜ", "n"), ("ㅎ", "g"), ("ㅃ", "Q"), ("어", "dj"), ("쨘", "Wis"),
            ("\u{1103}\u{1161}\u{11B0}", "ekfr"), ("뷁", "qnpfr"), ("ㅘ", "hk"), ("j", "j"), ("7", "7"),
            ("漢", "漢"),
        ])
    func strokes(letter: String, keys: String) {
        #expect(Key.character(Character(letter)).strokes == keys.map { .character($0) })
    }

    @Test("Every syllable comes apart into Latin letters")
    func syllables() {
        for value in 0xAC00...0xD7A3 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let strokes = Key.character(Character(scalar)).strokes
            #expect(strokes.count >= 2)
            #expect(
                strokes.allSatisfy { key in
                    guard case .character(let letter) = key else { return false }
                    return letter.isASCII && letter.isLetter
                })
        }
    }

    @Test("A field takes letters and pastes, and takes back whole characters")
    func field() {
        var field = TextField()
        let typed = "락가\u{1112}\u{1161}\u{11AB}👨‍👩‍👧".map { field.take(.character($0)) }
        #expect(typed == [true, true, true, true])
        #expect(field.cells == 8)
        _ = field.take(.backspace)
        _ = field.take(.backspace)
        #expect(field.text == "락가")
        _ = field.take(.pasted("나 다\n라"))
        #expect(field.text == "락가나 다")
        _ = field.take(.control("w"))
        #expect(field.text == "락가나 ")
        let others = [Key.up, .character("\n"), .escape].map { field.take($0) }
        #expect(others == [false, false, false])
        for _ in 0..<500 { _ = field.take(.character("a")) }
        #expect(field.text.count == 200)
    }
}
