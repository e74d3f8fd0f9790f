import Text
import Verdicts

/// What the variable of a story should hold in the end, said beside what it holds: `2여야 함`.
struct Expectation: Equatable {
    let value: String

    var words: String { "\(Particle.beingSo(value)) 함" }

    /// Nil where nobody says it, or what is expected is something else than what the story's variable holds.
    ///
    /// - Parameters:
    ///   - told: what the test says: `…: 기대 2 · 실제 1`.
    ///   - files: the learner's lines, of which one may be the check: `assert(count == 2)`.
    init?(of finding: Finding, told: String?, in story: Story, files: [String: [String]]) {
        guard finding.kind == .assertion, let subject = story.subject,
            let last = story.lines.last(where: { $0.step.what == subject && $0.step.readableValue != nil })
        else { return nil }
        let expected =
            finding.scenario != nil
            ? Self.expected(in: told ?? "", actual: last.step.readableValue ?? "")
            : Self.expected(of: subject, in: Self.check(of: finding, in: files))
        guard let expected, expected != last.step.readableValue else { return nil }
        value = expected
    }

    /// `2` of `기대 2 · 실제 1`, if it is 1 that the variable holds.
    private static func expected(in told: String, actual: String) -> String? {
        for line in told.split(separator: "\n") {
            guard let start = line.firstRange(of: "기대 "),
                let middle = line[start.upperBound...].firstRange(of: " · 실제 ")
            else { continue }
            let expected = line[start.upperBound..<middle.lowerBound]
            if line[middle.upperBound...] == actual, Int(expected) != nil { return String(expected) }
        }
        return nil
    }

    /// The line that the program fails at.
    private static func check(of finding: Finding, in files: [String: [String]]) -> String {
        guard let place = finding.steps.last(where: { $0.action == .fail })?.place,
            let lines = files[place.file], lines.indices.contains(place.line - 1)
        else { return "" }
        return lines[place.line - 1]
    }

    /// `2` of `assert(count == 2)` for `count`.
    private static func expected(of subject: String, in check: String) -> String? {
        let isCheck = ["assert(", "precondition("].contains { check.contains($0) }
        guard isCheck, let place = check.firstRange(of: "\(subject) == ") else { return nil }
        let before = check[..<place.lowerBound].last
        let isWhole = before.map { !($0.isLetter || $0.isNumber || $0 == "_") } ?? true
        let number = check[place.upperBound...].prefix { $0.isNumber || $0 == "-" }
        return isWhole && Int(number) != nil ? String(number) : nil
    }
}
