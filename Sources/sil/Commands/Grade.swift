extension Action {
    /// Grades one exercise and shows the verdict.
    func grade(_ grading: GradingOptions, recording: Bool, in session: Session) async throws -> ExitStatus {
        throw Failure(kind: "internal", message: "이 판에는 채점이 아직 없음", exitStatus: .ownFault)
    }

    /// Grades every exercise that was started.
    func gradeAll(in session: Session) async throws -> ExitStatus {
        throw Failure(kind: "internal", message: "이 판에는 채점이 아직 없음", exitStatus: .ownFault)
    }
}
