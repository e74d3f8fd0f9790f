import ArgumentParser
import Reporting

/// `sil doctor`.
struct DoctorCommand: Action {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "필요한 것이 갖추어졌는지 살핌")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let report = DoctorReport(version: Release.version, checks: Checkup(session).run())
        try session.output.write(report, asJSON: options.json)
        if report.checks.contains(where: { $0.state == .missing }) { return .unavailable }
        return report.checks.contains { $0.state == .bad } ? .notPassed : .done
    }
}
