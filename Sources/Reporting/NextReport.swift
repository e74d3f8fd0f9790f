import Course
public import Text

/// `sil next`: the one thing to do next.
public struct NextReport: Screen {
    /// The course's id.
    public var course: String
    /// Nil when everything is read and passed.
    public var step: NextStep?

    public init(_ course: String, _ step: NextStep?) {
        self.course = course
        self.step = step
    }

    public var json: JSON { ["schema": 1, "course": .string(course), "next": Self.json(step)] }

    static func json(_ step: NextStep?) -> JSON {
        switch step {
        case .read(let chapter, let section, let minutes):
            [
                "kind": "read", "chapter": .string(chapter.slug), "section": .string(section.anchor),
                "exercise": .null, "title": .string(section.title), "minutes": .int(minutes),
                "command": .string(step?.command),
            ]
        case .solve(let exercise, _):
            [
                "kind": "solve", "chapter": .null, "section": .null, "exercise": .string(exercise.slug),
                "title": .string(exercise.title), "minutes": .int(exercise.minutes),
                "command": .string(step?.command),
            ]
        case nil: .null
        }
    }

    public func lines(width: Int) -> [StyledLine] {
        guard let step else { return StyledLine("모두 읽고 모두 풀었음.").wrapped(in: width, indent: 1) }
        return StyledLine(step.label).labelled("다음", cells: 4, in: width, indent: 1)
            + StyledLine(step.command).labelled("", cells: 4, in: width, indent: 1)
    }

    /// The same as the last part of a longer report.
    func section(width: Int) -> [StyledLine] { [StyledLine()] + lines(width: width) }
}
