import Progress
import Verdicts

extension Session {
    /// The findings, with handles as far as the store takes their schedules: what it does not take is told, and keeps
    /// nobody from the findings themselves.
    func kept(_ findings: [Finding], as schedule: (Finding) -> ExploredSchedule) -> [Finding] {
        guard !findings.isEmpty else { return [] }
        do {
            let store = try store()
            return try findings.map { finding in
                var finding = finding
                finding.handle = try store.keep(schedule(finding))
                return finding
            }
        } catch {
            tellWithoutStopping(error)
            output.say("sil: 찾은 실행 순서에 번호를 붙여 두지 못함")
            return findings
        }
    }
}
