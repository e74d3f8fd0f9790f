import Course
import Reading
import Reporting
import Text

/// `sil search`: where the words were found, with the command that opens each place.
struct SearchReport: Screen {
    var query: String
    var hits: [SearchHit]
    /// Words of the course that may have been meant; only where nothing was found.
    var suggestions: [String]
    /// How many hints of an exercise were taken, by slug: what was not, is found but not shown.
    var hintsTaken: [String: Int] = [:]
    /// How many hits the screen shows; nil for all.
    var limit: Int?

    var json: JSON {
        [
            "schema": 1, "query": .string(query), "hits": .array(hits.map(json)),
            "suggestions": .array(suggestions.map { .string($0) }),
        ]
    }

    private func json(_ hit: SearchHit) -> JSON {
        let place = place(of: hit)
        let isShown = !isSecret(hit)
        return [
            "kind": .string(place.kind), "chapter": text(place.chapter), "section": text(place.section),
            "exercise": text(place.exercise), "hint": number(place.hint), "title": .string(place.title),
            "line": number(hit.line), "text": isShown ? .string(hit.text) : .null,
            "matches": .array(
                isShown ? hit.matches.map { [number($0.lowerBound), number($0.count)] } : []),
            "command": .string(place.command),
        ]
    }

    private func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    private func number(_ value: Int?) -> JSON { value.map { .number(Double($0)) } ?? .null }

    // MARK: - For a person

    func lines(width: Int) -> [StyledLine] {
        guard !hits.isEmpty else { return nothing(width: width) }
        let shown = hits.prefix(limit ?? hits.count)
        var lines: [StyledLine] = []
        for hit in shown {
            let place = place(of: hit)
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines += StyledLine(place.title, .bold).wrapped(in: width, indent: 1)
            lines.append(
                StyledLine("   ") + (isSecret(hit) ? Self.secret : hit.snippet(width: max(10, width - 3))))
            lines += StyledLine(place.command, .color(.green)).wrapped(in: width, indent: 3)
        }
        lines.append(StyledLine())
        var end = "모두 \(hits.count)곳"
        if shown.count < hits.count {
            end += " 가운데 \(shown.count)곳을 보임. 모두 보기: sil search --all \(words)"
        }
        return lines + StyledLine(end, .dim).wrapped(in: width, indent: 1)
    }

    private func nothing(width: Int) -> [StyledLine] {
        let lines = StyledLine("찾은 곳 없음: \(query)").wrapped(in: width, indent: 1)
        guard !suggestions.isEmpty else {
            let isOne = query.split(whereSeparator: \.isWhitespace).count == 1
            let advice =
                isOne ? "낱말을 줄이거나 초성으로 찾아보세요 (ㄷㄷㄹ)." : "모두 함께 있는 곳이 없음. 낱말을 하나씩 찾아보세요."
            return lines + StyledLine(advice, .dim).wrapped(in: width, indent: 1)
        }
        let commands = suggestions.flatMap {
            StyledLine("sil search \(ShellWord.of($0))", .color(.green)).wrapped(in: width, indent: 3)
        }
        return lines + StyledLine("혹시 이것인가요?").wrapped(in: width, indent: 1) + commands
    }

    /// The words as one types them again.
    private var words: String {
        query.split(whereSeparator: \.isWhitespace).map { ShellWord.of(String($0)) }.joined(separator: " ")
    }

    /// What a hint says is for those who ask for it, one after another.
    private func isSecret(_ hit: SearchHit) -> Bool {
        guard case .hint(let exercise, let number) = hit.place else { return false }
        return number > hintsTaken[exercise.slug, default: 0]
    }

    private static let secret = StyledLine("아직 보지 않은 힌트에 있음", .dim)

    // MARK: - Where it is

    private struct Place {
        var kind: String
        var chapter: String?
        var section: String?
        var exercise: String?
        var hint: Int?
        var title: String
        var command: String
    }

    private func place(of hit: SearchHit) -> Place {
        switch hit.place {
        case .chapter(let chapter, let section):
            let reference = [chapter.name, section?.anchor].compactMap(\.self).joined(separator: "#")
            let title = ["\(chapter.number)장 \(chapter.title)", section?.title].compactMap(\.self)
            return Place(
                kind: section == nil ? "chapter" : "section", chapter: chapter.slug, section: section?.anchor,
                title: title.joined(separator: " › "), command: "sil read \(ShellWord.of(reference))")
        case .exercise(let exercise):
            return Place(
                kind: "exercise", exercise: exercise.slug, title: "연습 \(exercise.slug) \(exercise.title)",
                command: "sil start \(exercise.slug)")
        case .hint(let exercise, let number):
            return Place(
                kind: "hint", exercise: exercise.slug, hint: number,
                title: "연습 \(exercise.slug) › 힌트 \(number)", command: "sil hint \(exercise.slug)")
        }
    }
}
