public import Course
public import Text

/// `sil hint`: one hint of an exercise.
public struct HintReport: Screen {
    public var exercise: Exercise
    /// Which hint is shown, from 1; nil when the exercise has none.
    public var number: Int?
    /// How many of the hints were taken, this one included.
    public var taken: Int

    public init(_ exercise: Exercise, number: Int?, taken: Int) {
        self.exercise = exercise
        self.number = number
        self.taken = taken
    }

    /// The hint's words; nil when there is no such hint.
    public var text: String? {
        guard let number, exercise.hints.indices.contains(number - 1) else { return nil }
        return exercise.hints[number - 1]
    }

    public var json: JSON {
        [
            "schema": 1, "exercise": .string(exercise.slug), "number": text == nil ? .null : .int(number),
            "hint": .string(text), "taken": .int(taken), "hints": .int(exercise.hints.count),
        ]
    }

    public func lines(width: Int) -> [StyledLine] {
        guard let number, let text else {
            return StyledLine("\(exercise.slug)에는 힌트가 없음.").wrapped(in: width, indent: 1)
        }
        let head = StyledLine("\(exercise.slug) · 힌트 \(number)/\(exercise.hints.count)", .bold)
        var lines = head.wrapped(in: width, indent: 1)
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines += StyledLine(String(paragraph)).wrapped(in: width, indent: 2)
        }
        return lines
    }
}
