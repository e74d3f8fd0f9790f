import Testing

@testable import Text

/// The quick way through ordinary text must be where the long way leads.
@Suite("Text that needs no tables") struct CommonTextTests {
    private static let common = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
        .filter { CommonText.cells(of: $0) != nil }

    /// What joins its neighbours or is as wide as only tables know.
    private static let others: [Unicode.Scalar] = [
        "\u{301}", "\u{200D}", "\u{FE0F}", "\u{FE0E}", "\u{1100}", "\u{1161}", "\u{11AB}", "\u{D7CB}",
        "\u{A0}",
        "\u{1F525}", "\u{1F1F0}", "\u{1F3FD}", "\u{2764}", "\u{600}", "\u{20E3}", "\u{7}", "\n", "\r", "漢",
        "é",
    ]

    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static func text(_ random: inout Random, othersIn: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let isOther = othersIn > 0 && Int.random(in: 0..<othersIn, using: &random) == 0
            if let scalar = (isOther ? others : common).randomElement(using: &random) { text.append(scalar) }
        }
        return String(text)
    }

    @Test("each code point alone is as wide as the tables say")
    func alone() {
        #expect(Self.common.count > 11_000)
        for scalar in Self.common {
            let name = "U+\(String(scalar.value, radix: 16))"
            #expect(CommonText.cells(of: scalar) == Character(scalar).cells, "\(name)")
            #expect(CommonText.cells(in: String(scalar)) == CommonText.cells(of: scalar))
        }
        for scalar in Self.others { #expect(CommonText.cells(in: "a\(scalar)") == nil) }
    }

    @Test("beside each other each is a character")
    func together() {
        var random = Random(state: 18)
        for _ in 0..<2_000 {
            let text = Self.text(&random, othersIn: 0)
            #expect(text.count == text.unicodeScalars.count)
            #expect(CommonText.cells(in: text) == text.cellsOfCharacters)
        }
    }

    @Test("whatever is among them, cells and characters are the same", arguments: [2, 5, 20])
    func among(othersIn: Int) {
        var random = Random(state: UInt64(othersIn))
        for _ in 0..<1_000 {
            let text = Self.text(&random, othersIn: othersIn)
            #expect(text.cells == text.cellsOfCharacters)
            #expect(text.dropFirst().cells == text.dropFirst().cellsOfCharacters)
            var line = StyledLine(text, .bold)
            line.append(Self.text(&random, othersIn: othersIn), .dim)
            let glyphs = line.glyphs
            #expect(glyphs.map(\.character) == Array(line.text))
            #expect(glyphs.map(\.cells) == line.text.map(\.cells))
            var offset = 0
            for glyph in glyphs {
                #expect(glyph.offset == offset)
                #expect(glyph.style == (offset < line.runs[0].text.utf8.count ? line.runs[0].style : .dim))
                offset += glyph.character.utf8.count
            }
        }
    }

    @Test("what a terminal obeys is found behind each first byte")
    func printable() {
        for scalar in (UInt32(0)...0x3200).compactMap(Unicode.Scalar.init) {
            let isObeyed =
                switch scalar.value {
                case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x3164: true
                default: false
                }
            let text = "가\(scalar)a"
            // By scalars: some of them join what is before.
            #expect((Array(text.printable.unicodeScalars) != Array(text.unicodeScalars)) == isObeyed)
        }
    }
}
