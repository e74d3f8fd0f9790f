import ArgumentParser
import Grading
import Progress
import Reporting

/// `sil doctor`.
struct DoctorCommand: Action {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "필요한 것이 갖추어졌는지 살핌")

    @OptionGroup var options: GlobalOptions

    @Flag(help: "캐시를 비움. 다음 채점 때 다시 만들어짐")
    var clearCache = false

    @Flag(help: "망가진 기록을 옆에 두고 새 기록으로 시작함. 성한 기록은 그대로 둠")
    var newStore = false

    func run(in session: Session) async throws -> ExitStatus {
        if clearCache {
            let bytes = try session.cache().clear()
            session.output.say("sil: 캐시에서 \(bytes >> 20) MB를 비움")
        }
        if newStore { try setStoreAside(session) }
        let report = DoctorReport(version: Release.version, checks: Checkup(session).run())
        try session.output.write(report, asJSON: options.json)
        if report.checks.contains(where: { $0.state == .missing }) { return .unavailable }
        return report.checks.contains { $0.state == .bad } ? .notPassed : .done
    }

    private func setStoreAside(_ session: Session) throws {
        let home = Disk.absolute(session.places.home, from: session.surroundings.currentDirectory)
        guard let aside = try ProgressStore.setAside(at: home) else {
            session.output.say("sil: 망가진 기록이 없어 그대로 둠")
            return
        }
        session.output.say("sil: 망가진 기록을 옆에 둠: \(aside). 이제부터 새 기록에 씀")
        let copies = Disk.names(in: home).filter { $0.hasPrefix("progress.sqlite.") && $0.hasSuffix(".bak") }
        for copy in copies {
            session.output.say("  그 전의 기록을 되살리려면  sil import \(ShellWord.of("\(home)/\(copy)"))")
        }
    }
}
