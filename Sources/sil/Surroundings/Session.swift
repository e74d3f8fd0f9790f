import Course
import Grading
import Progress
import Text

/// One run of one command: its options, its surroundings, and how it finds course, workspace and exercise.
struct Session {
    let options: GlobalOptions
    let surroundings: Surroundings
    let output: Output
    let places: Places
    let workspace: Workspace?

    init(options: GlobalOptions, surroundings: Surroundings, output: Output) {
        self.options = options
        self.surroundings = surroundings
        var output = output
        switch options.noColor ? .never : options.color {
        case .always: output.colors = .color
        case .never: output.colors = .plain
        case .auto: break
        }
        self.output = output
        places = Places(environment: surroundings.environment, isRoot: surroundings.isRoot)
        workspace = Workspace.find(
            environment: surroundings.environment, currentDirectory: surroundings.currentDirectory)
    }

    /// Where the course of this command is.
    func courseFolder() throws -> String {
        let found = Course.find(
            explicit: options.course, environment: surroundings.environment,
            workspaceMemory: workspace?.memory?.course.path, currentDirectory: surroundings.currentDirectory,
            executable: surroundings.executable)
        guard let found else {
            throw Failure(
                kind: "no_course", message: "과정을 찾을 수 없음",
                suggestions: ["--course 폴더로 알려 주거나 과정 안에서 다시 하세요."], exitStatus: .badInput)
        }
        return found
    }

    /// By the index in the cache where it holds; a cache that cannot be used costs time and nothing else.
    func course() throws -> Course {
        let folder = try courseFolder()
        guard let cache = try? cache() else { return try Course(at: folder) }
        return try cache.courseIndex.course(at: folder)
    }

    /// A text that follows from the course and `question` alone, as it was made last while the course is the same.
    func text(answering question: String, make: () throws -> String) throws -> String {
        let folder = try courseFolder()
        guard let cache = try? cache() else { return try make() }
        return try cache.courseIndex.text(answering: question, at: folder, make: make)
    }

    func cache() throws -> Cache {
        try Cache(at: Disk.absolute(places.cache, from: surroundings.currentDirectory))
    }

    func store(_ mode: ProgressStore.Mode = .readWrite) throws -> ProgressStore {
        try ProgressStore(
            at: Disk.absolute(places.home, from: surroundings.currentDirectory), mode: mode,
            waiting: { [output] in output.say("sil: 다른 sil이 기록을 쓰는 중이라 기다림") })
    }

    /// Where the learner stands, for commands that have a use without it: what is wrong with the store is said and not
    /// thrown, and then it is as if nothing was done.
    ///
    /// - Parameter open: a store that is open already.
    func overview(of course: Course, in open: ProgressStore? = nil) -> CourseProgress {
        do {
            return try (open ?? store(.readOnly)).overview(of: course)
        } catch {
            tellWithoutStopping(error)
            return CourseProgress.nothing(of: course)
        }
    }

    /// Tells of something that does not keep the command from its work.
    func tellWithoutStopping(_ error: any Error) {
        let failure = Failure(error)
        output.say("sil: \(failure.message)")
        for suggestion in failure.suggestions { output.say("  \(suggestion)") }
    }

    /// Says that parts of the course are missing from what was shown.
    func tellFaults(of course: Course) {
        let broken = course.brokenExercises.keys.sorted() + course.brokenChapters.keys.sorted()
        guard !broken.isEmpty else { return }
        output.say("sil: 고장 나서 뺀 것: \(broken.joined(separator: ", ")). 까닭은 sil doctor")
    }

    /// A workspace in order, and its memory as it is now, for the course of that id.
    func workspace(for course: String) throws -> (workspace: Workspace, memory: WorkspaceMemory) {
        guard let root = workspace?.root else { throw WorkspaceError.none }
        let workspace = Workspace(at: root)
        guard let memory = workspace.memory else { throw WorkspaceError.damaged(workspace.root) }
        guard memory.course.id == course else {
            throw WorkspaceError.otherCourse(workspace: memory.course.id, asked: course)
        }
        return (workspace, memory)
    }

    /// The exercise that was asked for: by name or number, `+1` and `-1` from where one is, or nothing inside its
    /// folder. Elsewhere nothing means the one started last.
    func exercise(_ reference: String?, of course: Course) throws -> Exercise {
        let here = workspace?.exercise(around: surroundings.currentDirectory, in: course)
        guard let reference else {
            if let here { return here }
            guard let current = workspace?.memory?.current, let exercise = try? course.exercise(current)
            else {
                throw Failure.usage(
                    "missing_argument", "어느 연습인지 알 수 없음",
                    suggestions: startedSlugs.isEmpty ? ["sil list"] : startedSlugs)
            }
            return exercise
        }
        guard let steps = Session.steps(reference) else { return try course.exercise(reference) }
        let current = here?.slug ?? workspace?.memory?.current
        guard let current else {
            throw Failure.usage(
                "missing_argument", "\(reference): 어느 연습에서 세는지 알 수 없음", suggestions: ["sil list"])
        }
        guard let exercise = course.exercise(steps, after: current) else {
            throw Failure(
                kind: "unknown_exercise", message: "\(current)에서 \(reference)인 연습이 없음",
                suggestions: ["sil list"],
                exitStatus: .badInput)
        }
        return exercise
    }

    private var startedSlugs: [String] { workspace?.memory?.exercises.map(\.slug) ?? [] }

    /// `+1` is 1, `-2` is -2; a plain number is an exercise's own.
    private static func steps(_ reference: String) -> Int? {
        guard let sign = reference.first, sign == "+" || sign == "-" else { return nil }
        return Int(reference)
    }
}

extension CourseProgress {
    /// The standing of someone who has not begun.
    static func nothing(of course: Course) -> CourseProgress {
        CourseProgress(
            standings: Dictionary(
                course.exercises.map { ($0.slug, Standing(maxScore: $0.points)) },
                uniquingKeysWith: { first, _ in first }),
            read: Dictionary(course.chapters.map { ($0.slug, []) }, uniquingKeysWith: { first, _ in first }))
    }
}
