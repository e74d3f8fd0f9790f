import Course

/// Where a chapter uses the course's words: first in the form that introduces them, never in a variant that the course
/// does not use.
struct TermUses {
    private let terms: [Term]
    /// Forms by which terms are known, the longest first: `스레드 풀` is no use of `스레드`.
    private let forms: [String]
    private var introduced: Set<String> = []

    init(_ terms: [Term]) {
        self.terms = terms
        forms = Set(terms.flatMap { [$0.after] + $0.forbidden }).sorted { ($0.count, $0) > ($1.count, $1) }
    }

    /// Chapters are to be given in reading order: what one has introduced the next ones may use.
    mutating func faults(in page: ChapterPage) -> [Fault] {
        let prose = Prose.lines(of: page.document)
        let uses = prose.flatMap(uses)
        return forbidden(uses, in: page) + firsts(uses, prose, in: page)
    }

    /// Forbidden variants in texts that are no chapter: a manifest, the misconceptions.
    func forbidden(in text: SourceText) -> [Fault] {
        let uses = Prose.lines(ofYAML: text.lines, from: 1).flatMap(uses)
        return uses.compactMap { forbidden($0, in: text) }
    }

    // MARK: Uses

    private struct Use {
        var form: String
        var prose: Prose
        /// In characters from the start of the line's text.
        var offset: Int
    }

    /// In the order of their places.
    private func uses(in prose: Prose) -> [Use] {
        var text = Array(prose.text)
        // What introduces a term may hold another's forbidden variant between its brackets.
        let introductions = Set(terms.map(\.first)).filter { prose.text.contains($0) && $0.contains("(") }
        for first in introductions { blank(Array(first), in: &text, from: { $0.firstIndex(of: "(") ?? 0 }) }
        var uses: [Use] = []
        for form in forms where prose.text.contains(form) {
            let word = Array(form)
            var offset = 0
            while offset + word.count <= text.count {
                if matches(word, at: offset, in: text) {
                    uses.append(Use(form: form, prose: prose, offset: offset))
                    for index in offset..<offset + word.count { text[index] = Prose.hole }
                }
                offset += 1
            }
        }
        return uses.sorted { $0.offset < $1.offset }
    }

    private func blank(_ word: [Character], in text: inout [Character], from start: ([Character]) -> Int) {
        let skipped = start(word)
        var offset = 0
        while offset + word.count <= text.count {
            if text[offset..<offset + word.count].elementsEqual(word) {
                for index in (offset + skipped)..<(offset + word.count) { text[index] = " " }
                offset += word.count
            } else {
                offset += 1
            }
        }
    }

    /// A word of its own, with nothing but particles behind it.
    private func matches(_ word: [Character], at offset: Int, in text: [Character]) -> Bool {
        guard text[offset..<offset + word.count].elementsEqual(word) else { return false }
        if offset > 0, text[offset - 1].isLetter || text[offset - 1].isNumber { return false }
        let rest = text[(offset + word.count)...].prefix { $0.isLetter || $0.isNumber }
        return Particles.isEnding(Substring(String(rest)))
    }

    // MARK: Forbidden variants

    private func forbidden(_ uses: [Use], in page: ChapterPage) -> [Fault] {
        uses.compactMap { forbidden($0, in: page.text) }
    }

    private func forbidden(_ use: Use, in text: SourceText) -> Fault? {
        guard let term = terms.first(where: { $0.forbidden.contains(use.form) }) else { return nil }
        return Fault(
            file: text.path, line: use.prose.line, column: text.column(of: use.form, line: use.prose.line),
            rule: "term-forbidden", message: "이 과정에서 안 쓰는 말임: `\(use.form)`", fix: "이렇게 쓰세요: `\(term.after)`")
    }

    // MARK: First uses

    private mutating func firsts(_ uses: [Use], _ prose: [Prose], in page: ChapterPage) -> [Fault] {
        var faults: [Fault] = []
        for term in terms where term.first != term.after && !introduced.contains(term.after) {
            let use = uses.first { $0.form == term.after && $0.prose.kind == .text }
            let introduction = introduction(of: term, in: prose)
            if use != nil || introduction != nil { introduced.insert(term.after) }
            guard let use else { continue }
            if let introduction, introduction <= (use.prose.line, use.offset) { continue }
            faults.append(
                page.fault(
                    "term-first", line: use.prose.line,
                    column: page.text.column(of: use.form, line: use.prose.line),
                    "처음 나오는 말인데 풀이가 없음: `\(term.after)`", fix: "여기서는 이렇게 쓰세요: `\(term.first)`"))
        }
        return faults
    }

    /// Where the form for the first use stands: its line, and how far into it.
    private func introduction(of term: Term, in prose: [Prose]) -> (Int, Int)? {
        for line in prose where line.kind == .text {
            guard let range = line.text.firstRange(of: term.first) else { continue }
            return (line.line, line.text.distance(from: line.text.startIndex, to: range.lowerBound))
        }
        return nil
    }
}

extension SourceText {
    /// Where a word stands in a line; nil when the line is not where it seemed to be.
    func column(of word: String, line: Int) -> Int? {
        place(of: word, from: line).flatMap { $0.line == line ? $0.column : nil }
    }
}
