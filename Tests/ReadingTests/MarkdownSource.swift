import Markdown
import Reading

/// Random documents, the same in every run, with everything that is hard to lay out.
struct MarkdownSource {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    mutating func document() -> String {
        (0..<8).map { _ in block(depth: 0) }.joined(separator: "\n\n") + "\n\n[^a]: \(sentence())\n"
    }

    /// Only paragraphs, with no addresses.
    mutating func paragraphs() -> String {
        (0..<12).map { _ in sentence() }.joined(separator: "\n\n")
    }

    func quizzes(of document: Document) -> [Int: QuizCard] {
        let quizzes = document.codeBlocks.filter { $0.info == "quiz" }
        return Dictionary(
            uniqueKeysWithValues: quizzes.enumerated().filter { $0.offset % 2 == 0 }.map { _, block in
                (
                    block.line,
                    QuizCard(
                        question: "`count`가 0일 때 나올 수 있는 값은?", choices: ["2뿐", "1 또는 2", "가나다라마바사아자차카타파하"])
                )
            })
    }

    private mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(sides))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }

    private mutating func block(depth: Int) -> String {
        switch roll(depth < 5 ? 12 : 6) {
        case 0: return String(repeating: "#", count: 1 + roll(6)) + " " + sentence()
        case 1: return code()
        case 2: return "---"
        case 3: return "<div class=\"가\">\n  \(word())\n</div>"
        case 4, 5, 6: return sentence() + pick(["\n", "  \n", " "]) + sentence() + "[^a]"
        case 7: return table()
        case 8:
            return indented(block(depth: depth + 1) + "\n\n" + block(depth: depth + 1), by: "> ", and: "> ")
        default:
            let marker = pick(["- ", "9. ", "999999999. ", "- [x] ", "- [ ] "])
            let indent = String(repeating: " ", count: marker.hasPrefix("-") ? 2 : marker.count)
            let gap = pick(["\n", "\n\n"])
            return (0..<2).map { _ in
                indented(sentence() + gap + block(depth: depth + 1), by: marker, and: indent)
            }.joined(separator: gap)
        }
    }

    private func indented(_ text: String, by first: String, and rest: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            (index == 0 ? first : rest) + line
        }.joined(separator: "\n")
    }

    private mutating func code() -> String {
        let info = pick([
            "swift run", "c run", "swift explore", "output", "swift", "", "quiz", "exercise", "text",
        ])
        let lines = (0..<4).map { _ in
            String(repeating: pick([" ", "\t"]), count: roll(9))
                + (0..<roll(9)).map { _ in word() }.joined(separator: " ")
        }
        let literal = info == "exercise" ? "four-steps\ncrash-isolation" : lines.joined(separator: "\n")
        return "```\(info)\n\(literal)\n```"
    }

    mutating func table() -> String {
        let columns = 1 + roll(6)
        func row(_ cells: [String]) -> String { "|" + cells.joined(separator: "|") + "|" }
        let marks = (0..<columns).map { _ in pick(["-", ":-", ":-:", "-:"]) }
        let rows = (0..<3).map { _ in
            row((0..<columns).map { _ in roll(3) == 0 ? sentence() : word() + pick(["", "<br>", " `a`"]) })
        }
        return ([row((0..<columns).map { _ in pick(["", word()]) }), row(marks)] + rows).joined(
            separator: "\n")
    }

    private mutating func sentence() -> String {
        (0..<(3 + roll(12))).map { _ in
            let word = word()
            return switch roll(8) {
            case 0: "**\(word)**이"
            case 1: "*\(word)*은"
            case 2: "`\(word)`를"
            case 3: "~~\(word)~~"
            default: word
            }
        }.joined(separator: " ")
    }

    private mutating func word() -> String {
        pick([
            "프로세스", "스레드가", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "👨‍👩‍👧", "⚠️", "🇰🇷", "락(lock)",
            "“고객”은",
            "a", "very-long-identifier-that-is-wider-than-a-page", "멀티프로세스/멀티스레드", "—", "①", "50%", "ㄱㅏ",
            "가나다라마바사아자차카타파하가나다라마바사아자차카타파하", "e\u{301}", "\u{1100}\u{1100}\u{1161}", "１２", "漢字", "→",
        ])
    }
}
