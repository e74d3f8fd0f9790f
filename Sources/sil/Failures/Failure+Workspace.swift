extension Failure {
    init(_ error: WorkspaceError) {
        switch error {
        case .none:
            self.init(
                kind: "no_workspace", message: "작업 공간이 아닌 곳임",
                suggestions: ["sil init 폴더로 만들고, 그 안에서 다시 하세요."], exitStatus: .badInput)
        case .damaged(let path):
            self.init(
                kind: "damaged_workspace", message: "작업 공간의 기억이 없거나 망가짐: \(path)",
                suggestions: ["sil init \(path)로 고치세요. 쓴 코드는 그대로 남음."], exitStatus: .badInput)
        case .otherCourse(let own, let asked):
            self.init(
                kind: "other_course", message: "이 작업 공간은 \(own) 과정의 것임. 찾은 과정: \(asked)",
                suggestions: ["그 과정의 작업 공간을 따로 만드세요: sil init 폴더"], exitStatus: .badInput)
        case .noStarter(let slug):
            self.init(
                kind: "no_starter", message: "시작할 파일이 없는 연습: \(slug)",
                suggestions: ["Exercises/\(slug)/Starter/에 .swift 파일을 두세요."], exitStatus: .badInput)
        case .notStarted(let slug):
            self.init(
                kind: "not_started", message: "아직 시작하지 않은 연습: \(slug)", suggestions: ["sil start \(slug)"],
                exitStatus: .badInput)
        case .nothingToUndo(let slug):
            self.init(
                kind: "nothing_to_undo", message: (slug.map { "\($0): " } ?? "") + "되돌릴 reset이나 restore가 없음",
                suggestions: ["쓰던 코드는 .siltarae/backups/에, 낸 코드는 sil history 연습에 있음."],
                exitStatus: .badInput)
        case .backupGone(let path):
            self.init(
                kind: "backup_gone", message: "따로 남긴 코드가 이제 없음: \(path)",
                suggestions: ["낸 적이 있는 코드는 sil restore 연습 --attempt 번호로 되찾으세요."], exitStatus: .badInput)
        }
    }

    init(_ error: AttemptError) {
        switch error {
        case .unknown(let number, let slug, let last):
            self.init(
                kind: "unknown_attempt",
                message: "\(slug): \(number)번째 시도가 없음."
                    + (last.map { " 마지막 시도는 \($0)번째임" } ?? " 아직 낸 적이 없음"),
                suggestions: ["sil history \(slug)"], exitStatus: .badInput)
        case .notKept(let number, let slug):
            self.init(
                kind: "attempt_not_kept", message: "\(slug): \(number)번째 시도의 코드는 너무 커서 남기지 못했음",
                suggestions: ["sil history \(slug)"], exitStatus: .badInput)
        }
    }

    init(_ refusal: WorkspaceSetup.Refusal) {
        switch refusal {
        case .wouldOverwrite(let folder, let names):
            self.init(
                kind: "would_overwrite", message: "\(folder)에 이미 있음: \(names.joined(separator: ", "))",
                suggestions: ["빈 폴더를 고르세요: sil init 새-폴더"], exitStatus: .badInput)
        case .notAFolder(let path):
            self.init(kind: "not_a_folder", message: "폴더가 아님: \(path)", exitStatus: .badInput)
        case .runtimeMissing:
            self.init(
                kind: "runtime_missing", message: "ServerKit의 소스를 찾을 수 없음",
                suggestions: ["SIL_RUNTIME에 저장소의 Runtime 폴더를 주세요."], exitStatus: .unavailable)
        }
    }
}
