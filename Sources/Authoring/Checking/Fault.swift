/// One thing that is wrong with a course, as data: a place, a reason and what to do.
public struct Fault: Sendable, Hashable, Codable {
    public enum Gravity: String, Sendable, Codable {
        /// The course does not pass its check.
        case fault
        /// Told, and no reason to fail: what could not be checked here, and what is only unusual.
        case notice
    }

    /// Relative to the course: `Lessons/05-race.md`.
    public var file: String
    /// 1-based; nil where it concerns the whole file, or a file that is not there.
    public var line: Int?
    /// 1-based, in characters; nil where it concerns the whole line.
    public var column: Int?
    /// A stable word for the kind of fault (`broken-link`): what Docs/authoring-faults.md is sorted by.
    public var rule: String
    /// A Korean sentence without a full stop: what is wrong. Further lines are evidence (what came instead, a diff) and
    /// are shown below it as they are.
    public var message: String
    /// A Korean sentence: what to do.
    public var fix: String
    public var gravity: Gravity

    public init(
        file: String, line: Int? = nil, column: Int? = nil, rule: String, message: String, fix: String,
        gravity: Gravity = .fault
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.rule = rule
        self.message = message
        self.fix = fix
        self.gravity = gravity
    }
}

extension Fault: Comparable {
    /// By file, then by place; what concerns the whole file comes first.
    public static func < (left: Fault, right: Fault) -> Bool {
        if left.file != right.file { return left.file < right.file }
        let (here, there) = ((left.line ?? 0, left.column ?? 0), (right.line ?? 0, right.column ?? 0))
        return here == there ? (left.rule, left.message) < (right.rule, right.message) : here < there
    }
}
