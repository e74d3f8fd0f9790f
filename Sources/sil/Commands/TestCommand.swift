import ArgumentParser

/// `sil test [SLUG]`: graded as `submit` does, not recorded.
struct TestCommand: Action {
    static let configuration = CommandConfiguration(commandName: "test", abstract: "연습을 시험해 봄. 시도로 세지 않음")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var grading: GradingOptions

    func run(in session: Session) async throws -> ExitStatus {
        try await grade(grading, recording: false, in: session)
    }
}
