import ArgumentParser
import Grading
import Reporting

/// `sil doctor`.
struct DoctorCommand: Action {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "필요한 것이 갖추어졌는지 살핌")

    @OptionGroup var options: GlobalOptions

    @Flag(help: "캐시를 비움. 다음 채점 때 다시 만들어짐")
    var clearCache = false

    func run(in session: Session) async throws -> ExitStatus {
        if clearCache {
            let bytes = try session.cache().clear()
            session.output.say("sil: 캐시에서 \(bytes >> 20) MB를 비움")
        }
        let report = DoctorReport(version: Release.version, checks: Checkup(session).run())
        try session.output.write(report, asJSON: options.json)
        if report.checks.contains(where: { $0.state == .missing }) { return .unavailable }
        return report.checks.contains { $0.state == .bad } ? .notPassed : .done
    }
}
