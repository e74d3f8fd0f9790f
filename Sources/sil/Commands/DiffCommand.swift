import ArgumentParser
import Course
import Progress
import Reporting

/// `sil diff [SLUG [A [B]]]`.
struct DiffCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "낸 코드와 지금 코드, 또는 두 시도의 코드를 견줌",
        discussion: "번호가 없으면 마지막 시도와 지금, 하나면 그 시도와 지금, 둘이면 그 두 시도를 견줌. 번호는 sil history가 보여 줌.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    @Argument(help: ArgumentHelp("앞에 놓을 시도. 없으면 마지막 시도", valueName: "시도"))
    var old: Int?

    @Argument(help: ArgumentHelp("뒤에 놓을 시도. 없으면 작업 공간의 지금 코드", valueName: "시도"))
    var new: Int?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let store = try session.store(.readOnly)
        let first = try old ?? last(of: exercise, course.id, store)
        let before = try store.source(ofAttempt: first, at: exercise, course: course.id)
        let after = try new.map { try store.source(ofAttempt: $0, at: exercise, course: course.id).texts }
        let difference = SourceDifference(
            from: before.texts, to: try after ?? workspaceTexts(exercise, course.id, first, session))
        let report = DifferenceReport(
            exercise: exercise.slug, from: .attempt(first), to: new.map { .attempt($0) } ?? .workspace,
            difference)
        try session.output.write(report, asJSON: options.json)
        return .done
    }

    private func last(of exercise: Exercise, _ course: String, _ store: ProgressStore) throws -> Int {
        guard let last = try store.lastAttempt(at: exercise, course: course) else {
            throw AttemptError.unknown(1, exercise: exercise.slug, last: nil)
        }
        return last.number
    }

    /// What lies in the workspace; where there is none, what could be typed instead.
    private func workspaceTexts(
        _ exercise: Exercise, _ course: String, _ first: Int, _ session: Session
    ) throws -> [(name: String, text: String)] {
        guard session.workspace != nil else {
            let pair = first > 1 ? "\(first - 1) \(first)" : "1 2"
            throw Failure(
                kind: "no_workspace", message: "지금 코드와 견주려면 작업 공간 안이어야 함",
                suggestions: ["sil diff \(exercise.slug) \(pair)"], exitStatus: .badInput)
        }
        return try session.sources(of: exercise, course: course).map { path in
            (
                name: path.split(separator: "/").last.map(String.init) ?? path,
                text: String(decoding: try Disk.read(path), as: UTF8.self)
            )
        }
    }
}

extension SubmissionSource {
    /// The files as text, for people: bytes that are no UTF-8 become U+FFFD.
    var texts: [(name: String, text: String)] {
        files.map { (name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
    }
}
