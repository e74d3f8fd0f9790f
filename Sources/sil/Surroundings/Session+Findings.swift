import Progress
import Verdicts

extension Session {
    /// The findings, with handles as far as the store takes their schedules: what it does not take is told, and keeps
    /// nobody from the findings themselves.
    func kept(_ findings: [Finding], as schedule: (Finding) -> ExploredSchedule) -> [Finding] {
        guard !findings.isEmpty else { return [] }
        do {
            let handles = try store().keep(findings.map(schedule))
            return zip(findings, handles).map { finding, handle in
                var finding = finding
                finding.handle = handle
                return finding
            }
        } catch {
            tellWithoutStopping(error)
            output.say("sil: 찾은 실행 순서에 번호를 붙여 두지 못함")
            return findings
        }
    }
}
