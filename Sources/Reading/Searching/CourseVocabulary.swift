import Course
import Text

/// Words that a course makes its own: its terms, and those of its titles and concepts.
struct CourseVocabulary {
    private let words: [String]

    init(_ course: Course) {
        let terms = course.terms().list.flatMap { [$0.after] + Self.parts(of: $0.first) }
        let titles =
            course.chapters.flatMap { [$0.title] + $0.sections.map(\.title) }
            + course.exercises.flatMap { [$0.slug, $0.title] + $0.concepts }
        var seen: Set<String> = []
        words = (terms + titles.flatMap(Self.parts)).map(\.composed).filter { seen.insert($0).inserted }
    }

    /// The nearest words, letter by letter: 대드락 is one letter from 데드락.
    func nearest(to word: String) -> [String] {
        let byLetters = Dictionary(
            words.map { (HangulLetters.letters(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
        // As words come in the course, so that equal distances are decided alike each time.
        let letters = words.map { HangulLetters.letters(of: $0) }
        return NearestNames.of(HangulLetters.letters(of: word), among: letters).compactMap { byLetters[$0] }
    }

    /// `데드락(deadlock)을` has 데드락, deadlock.
    private static func parts(of text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.map(String.init)
            .filter { $0.count > 1 }
    }
}
