import Course
import Foundation

/// Words that neither the spelling checker nor the course's terms know. Only Hangul, and not in code.
struct Spelling: Check {
    let path: String
    let prose: [Prose]
    let text: SourceText
    /// Of the course's terms, word by word.
    let known: Set<String>
    /// nil where it is not installed: that is told once, for the whole course.
    let checker: Hunspell?

    func findings(on bench: Workbench) async throws -> Findings {
        let words = Set(prose.flatMap { Self.words(in: $0.text) }).filter { !isKnown($0) }.sorted()
        guard let checker, !words.isEmpty else { return Findings() }
        var key = WorkKey("spelling 1")
        key.add(checker.identity)
        for word in words { key.add(word) }
        // That it gave no answer, on a machine too busy, is nothing to remember.
        let unknown: [String]? = try await bench.remembered(key, keeping: { $0 != nil }) {
            Self.unknown(words, to: checker)
        }
        guard let unknown else {
            return Findings([
                Fault(
                    file: path, rule: "spelling-unchecked", message: "맞춤법 검사기가 답하지 않음",
                    fix: "`hunspell -d ko_KR`이 되는지 보세요.", gravity: .notice)
            ])
        }
        return Findings(unknown.map(fault))
    }

    static func missing(in language: String) -> Fault? {
        guard language == "ko" else { return nil }
        return Fault(
            file: "Lessons", rule: "spelling-unchecked", message: "맞춤법은 보지 못함: hunspell이나 한국어 사전이 없음",
            fix: "`apt install hunspell hunspell-ko` 뒤에 다시 하세요.", gravity: .notice)
    }

    private func fault(_ word: String) -> Fault {
        let line = prose.first { Self.words(in: $0.text).contains(word) }?.line
        return Fault(
            file: path, line: line, column: line.flatMap { text.column(of: word, line: $0) },
            rule: "spelling",
            message: "사전에 없는 말: `\(word)`",
            fix: "맞춤법을 보세요. 이 과정에서 쓰는 말이면 `Lessons/terms.yml`에 넣으세요.",
            // A word that a dictionary does not know may be right, and one that it knows wrong.
            gravity: .notice)
    }

    /// A measure with its suffix (`번씩`) is endings alone, and so is a particle that stands behind code.
    private func isKnown(_ word: String) -> Bool {
        Particles.isEnding(word[...]) || Particles.stems(of: word).contains(where: known.contains)
    }

    /// Of the words, those of which no stem is known.
    private static func unknown(_ words: [String], to checker: Hunspell) -> [String]? {
        // A stem of one syllable would let most misspelt words of two pass.
        let stems = Dictionary(
            words.map { word in (word, Particles.stems(of: word).filter { $0 == word || $0.count > 1 }) },
            uniquingKeysWith: { first, _ in first })
        guard let unknown = checker.unknown(Set(stems.values.joined()).sorted()) else { return nil }
        return words.filter { word in stems[word, default: []].allSatisfy(unknown.contains) }
    }

    /// Runs of Hangul that stand by themselves: what follows code, a number or a Latin word at once is a particle.
    static func words(in text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previous: Character = " "
        var isParticle = false
        for character in text + " " {
            if Hangul.isSyllable(character) {
                if word.isEmpty {
                    isParticle =
                        previous == Prose.hole || previous.isLetter || previous.isNumber
                        || ")]”’\"'%".contains(previous)
                }
                word.append(character)
            } else {
                if !word.isEmpty, !isParticle { words.append(word) }
                word = ""
            }
            previous = character
        }
        return words
    }
}

extension [Term] {
    /// The words that terms are made of, for a dictionary.
    var dictionary: Set<String> {
        Set(flatMap { Spelling.words(in: $0.first) + Spelling.words(in: $0.after) + [$0.after] })
    }
}
