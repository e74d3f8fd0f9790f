import Course
import Text
import Grading
import Progress
import Reporting
import Verdicts

/// The exercise that `sil watch` looks at, and what can be done with it.
///
/// Everything is asked of disk and store anew: another `sil` may have changed them.
struct WatchedExercise: Sendable {
    let exercise: Exercise
    let course: Course
    let session: Session

    /// Starts the exercise where that has not been done.
    init(_ exercise: Exercise, of course: Course, in session: Session) throws {
        self.exercise = exercise
        self.course = course
        self.session = session
        let (workspace, memory) = try workspace
        let isStarted = memory.exercises.contains { $0.slug == exercise.slug }
        guard !isStarted || workspace.swiftFiles(of: exercise).isEmpty else { return }
        _ = try session.start(exercise, of: course)
    }

    /// Absolute.
    var folder: String { session.workspace?.sources(of: exercise.module) ?? "" }
    /// As it is shown.
    var place: String { "Sources/\(exercise.module)" }

    var files: [String] { Workspace.swiftFiles(in: folder) }

    /// What the learner has written by now.
    var submission: Submission { get throws { try Submission(of: exercise, files: files) } }

    private var workspace: (Workspace, WorkspaceMemory) {
        get throws {
            guard let root = session.workspace?.root else { throw WorkspaceError.none }
            let now = Workspace(at: root)
            guard let memory = now.memory else { throw WorkspaceError.damaged(root) }
            return (now, memory)
        }
    }

    // MARK: What the keys do

    /// The next hint, taken; after the last, the last again.
    func takeHint() throws -> HintReport {
        let total = exercise.hints.count
        guard total > 0 else { return HintReport(exercise, number: nil, taken: 0) }
        let number = try session.store().takeHint(exercise: exercise, course: course.id) ?? total
        return HintReport(exercise, number: number, taken: number)
    }

    /// - Returns: where the learner's files went, as it is shown; nil when there was nothing to keep.
    func reset() throws -> String? {
        let (workspace, memory) = try workspace
        return try workspace.reset(exercise, of: course, memory: memory).map(workspace.shown)
    }

    /// The first exercise behind this one that is not passed and whose required ones are, else the first of all.
    func next() throws -> Exercise? {
        let standings = try session.store(.readOnly).overview(of: course).standings
        func isPassed(_ slug: String) -> Bool { standings[slug]?.state == .passed }
        let known = Set(course.exercises.map(\.slug))
        let open = course.exercises.filter { other in
            other.slug != exercise.slug && !isPassed(other.slug)
                && other.requires.allSatisfy { isPassed($0) || !known.contains($0) }
        }
        let here = course.exercises.firstIndex { $0.slug == exercise.slug } ?? -1
        let behind = open.first { other in
            (course.exercises.firstIndex { $0.slug == other.slug } ?? -1) > here
        }
        return behind ?? open.first
    }

    func list() throws -> CourseList {
        CourseList(course, try session.store(.readOnly).overview(of: course))
    }

    func isPassed() throws -> Bool {
        try session.store(.readOnly).overview(of: course).standings[exercise.slug]?.state == .passed
    }

    /// From the last attempt that was recorded to now; where that is the same, from the starter.
    func difference() throws -> SourceDifference {
        let now = try Self.texts(files)
        let store = try session.store(.readOnly)
        if let last = try store.attempts(of: exercise, course: course.id).last,
            let source = try store.source(of: last)
        {
            let then = source.files.map { (name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
            let difference = SourceDifference(from: then, to: now)
            if !difference.isEmpty { return difference.titled("\(last.number)번째 시도 → 지금") }
        }
        let starter = try course.files(in: "Starter", of: exercise).map(\.path)
        return SourceDifference(from: try Self.texts(starter), to: now).titled("시작 코드 → 지금")
    }

    /// The reference solutions by name.
    func solutions() throws -> [(name: String, files: [(name: String, text: String)])] {
        try course.solutions(of: exercise).map { name in
            let files = try course.files(in: "Solutions/\(name)", of: exercise)
            return (name, try Self.texts(files.map(\.path)))
        }
    }

    private static func texts(_ paths: [String]) throws -> [(name: String, text: String)] {
        try paths.map { path in
            (
                name: path.split(separator: "/").last.map(String.init) ?? path,
                text: String(decoding: try Disk.read(path), as: UTF8.self)
            )
        }
    }
}
