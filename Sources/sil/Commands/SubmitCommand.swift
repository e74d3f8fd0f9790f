import ArgumentParser

/// `sil submit [SLUG]`: graded and recorded.
struct SubmitCommand: Action {
    static let configuration = CommandConfiguration(commandName: "submit", abstract: "연습을 제출하고 채점받음")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var grading: GradingOptions

    @Flag(help: "시작한 연습을 모두 제출함")
    var all = false

    func validate() throws {
        if all, grading.exercise != nil || !grading.file.isEmpty {
            throw ValidationError("--all은 연습 이름이나 --file과 함께 쓸 수 없음")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        guard all else { return try await grade(grading, recording: true, in: session) }
        return try await gradeAll(grading, in: session)
    }
}
