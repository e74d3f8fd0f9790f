public import Text

/// `sil diff`: what changed in an exercise from one attempt to another, or to what lies in the workspace.
public struct DifferenceReport: Screen {
    /// One side of the comparison.
    public enum Side: Sendable, Equatable {
        case attempt(Int)
        /// The learner's files as they are now.
        case workspace
    }

    /// The exercise's slug.
    public var exercise: String
    public var old: Side
    public var new: Side
    public var difference: SourceDifference

    public init(exercise: String, from old: Side, to new: Side, _ difference: SourceDifference) {
        self.exercise = exercise
        self.old = old
        self.new = new
        self.difference = difference
    }

    public var json: JSON {
        [
            "schema": 1, "exercise": .string(exercise), "from": Self.json(old), "to": Self.json(new),
            "files": .array(difference.files.map(\.json)),
        ]
    }

    /// The number of an attempt; null for the workspace.
    private static func json(_ side: Side) -> JSON {
        switch side {
        case .attempt(let number): .int(number)
        case .workspace: .null
        }
    }

    public func lines(width: Int) -> [StyledLine] {
        difference.titled("\(exercise) · \(Self.words(old)) → \(Self.words(new))").lines(width: width)
    }

    private static func words(_ side: Side) -> String {
        switch side {
        case .attempt(let number): "\(number)번째 시도"
        case .workspace: "지금"
        }
    }
}

extension SourceDifference.File {
    fileprivate var json: JSON {
        [
            "file": .string(name), "change": .string(change.rawValue), "added": .int(added),
            "removed": .int(removed), "compared": .bool(!isTooLong),
            "lines": .array(lines.map { Self.json($0) }),
        ]
    }

    /// null between lines that stand apart.
    private static func json(_ line: SourceDifference.Line?) -> JSON {
        switch line {
        case .kept(let old, let new, let text)?: json("kept", old, new, text)
        case .removed(let old, let text)?: json("removed", old, nil, text)
        case .added(let new, let text)?: json("added", nil, new, text)
        case nil: .null
        }
    }

    private static func json(_ line: String, _ old: Int?, _ new: Int?, _ text: String) -> JSON {
        ["line": .string(line), "old": .int(old), "new": .int(new), "text": .string(text)]
    }
}
