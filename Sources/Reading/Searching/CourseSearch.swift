public import Course
import Text

/// Finds words in the chapters, exercises and hints of a course.
///
/// Everything is looked at anew each time, in composed Unicode: there is no index that could be old, and any part of a
/// word is found, one syllable too. Answers of quizzes are not looked at.
public struct CourseSearch: Sendable {
    /// What must hold all words of a query to be found.
    private struct Unit: Sendable {
        var place: SearchHit.Place
        /// Searched along with the lines, and shown where no line has a word.
        var title: SearchableText
        var lines: [(text: SearchableText, number: Int?)]
        /// Whether a title alone makes a hit.
        var isFoundByTitle: Bool
    }

    private let units: [Unit]
    private let course: Course

    /// A chapter that cannot be parsed is found by its title and summary only.
    public init(_ course: Course) {
        self.course = course
        units = course.chapters.flatMap(Self.units) + course.exercises.flatMap(Self.units)
    }

    /// The places where all words stand: those whose title has one first, else in the order of the course.
    ///
    /// - Parameter query: words apart by blanks, each taken literally.
    public func hits(_ query: String) -> [SearchHit] {
        let words = Self.words(of: query)
        guard !words.isEmpty else { return [] }
        var titled: [SearchHit] = []
        var others: [SearchHit] = []
        for unit in units {
            guard let hit = Self.hit(words, in: unit) else { continue }
            if words.contains(where: { $0.isFound(in: unit.title) }) {
                titled.append(hit)
            } else {
                others.append(hit)
            }
        }
        return titled + others
    }

    /// Words of the course that someone may have meant, for a query that found nothing.
    public func nearest(to query: String) -> [String] {
        let typed = Self.words(of: query).filter { word in
            !units.contains { unit in
                word.isFound(in: unit.title) || unit.lines.contains { word.isFound(in: $0.text) }
            }
        }
        guard !typed.isEmpty else { return [] }
        let known = CourseVocabulary(course)
        return typed.reduce(into: []) { found, word in
            found += known.nearest(to: word.text).filter { !found.contains($0) }
        }
    }

    static func words(of query: String) -> [SearchWord] {
        query.split(whereSeparator: \.isWhitespace).map { SearchWord(String($0)) }
    }

    // MARK: What is searched

    private static func units(of chapter: Chapter) -> [Unit] {
        let lines = (try? ChapterText(chapter))?.lines ?? []
        let bySection = Dictionary(grouping: lines) { $0.section ?? -1 }
        func unit(_ section: Int?, title: String, extra: [String] = []) -> Unit {
            let own = bySection[section ?? -1, default: []].map { (SearchableText($0.text), Int?($0.number)) }
            return Unit(
                place: .chapter(chapter, section.map { chapter.sections[$0] }), title: SearchableText(title),
                lines: extra.map { (SearchableText($0), nil) } + own, isFoundByTitle: true)
        }
        return [unit(nil, title: chapter.title, extra: [chapter.summary])]
            + chapter.sections.enumerated().map { unit($0, title: $1.title) }
    }

    private static func units(of exercise: Exercise) -> [Unit] {
        let title = SearchableText("\(exercise.slug) \(exercise.title)")
        let texts = [exercise.summary, exercise.concepts.joined(separator: " · ")].filter { !$0.isEmpty }
        let whole = Unit(
            place: .exercise(exercise), title: title, lines: texts.map { (SearchableText($0), nil) },
            isFoundByTitle: true)
        return [whole]
            + exercise.hints.enumerated().map { index, hint in
                Unit(
                    place: .hint(exercise, number: index + 1), title: title,
                    lines: [(SearchableText(hint), nil)], isFoundByTitle: false)
            }
    }

    // MARK: Finding

    private static func hit(_ words: [SearchWord], in unit: Unit) -> SearchHit? {
        let inTitle = words.map { $0.isFound(in: unit.title) }
        var isMissing = inTitle.map { !$0 }
        var best: (count: Int, line: Int)?
        for (index, line) in unit.lines.enumerated() {
            var count = 0
            for (number, word) in words.enumerated() where word.isFound(in: line.text) {
                isMissing[number] = false
                count += 1
            }
            if count > best?.count ?? 0 { best = (count, index) }
        }
        guard !isMissing.contains(true), best != nil || unit.isFoundByTitle else { return nil }
        let shown = best.map { unit.lines[$0.line] } ?? (unit.title, nil)
        return SearchHit(
            place: unit.place, text: shown.0.text, matches: merged(words.flatMap { $0.matches(in: shown.0) }),
            line: shown.1)
    }

    /// In order, those that overlap or touch as one.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }
}
