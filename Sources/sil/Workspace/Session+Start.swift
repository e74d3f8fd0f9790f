import Course
import Progress

extension Session {
    /// Lays the starter's files where the learner works, unless something of theirs is there, and notes the start. A store
    /// that does not take that is told: the code is there, which is what was asked for.
    func start(_ exercise: Exercise, of course: Course) throws -> Workspace.StartOutcome {
        let (workspace, memory) = try workspace(for: course.id)
        let outcome = try workspace.start(exercise, of: course, memory: memory)
        do {
            try store().noteStart(exercise, course: course.id)
        } catch {
            tellWithoutStopping(error)
        }
        return outcome
    }
}

extension Workspace.StartOutcome {
    /// What was done, and what can be done next.
    func lines(of exercise: Exercise) -> [String] {
        var lines =
            created.map { path in
                carried[path].map { "이어받음  \(path) (\($0)에서 쓴 것)" } ?? "새로 놓음  \(path)"
            } + kept.map { "그대로 둠  \($0)" }
        lines += ["", "시험  ./sil test \(exercise.slug)", "제출  ./sil submit \(exercise.slug)"]
        let program = "Sources/\(exercise.module)Program/"
        if (created + kept).contains(where: { $0.hasPrefix(program) }) {
            lines.append("실행  swift run \(exercise.slug)")
        }
        if !kept.isEmpty { lines.append("처음부터  ./sil reset \(exercise.slug)") }
        return lines
    }
}
