import ArgumentParser
import Course
import Foundation
import Grading
import Measuring
import Progress
import Reporting

/// `sil project report`.
struct ProjectReportCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "통과한 내 서버들에 같은 부하를 걸어 나란히 보임",
        discussion: """
            서버마다 초당 답한 요청, 기다린 시간, 메모리, 워커가 터질 때 잃는 것을 wrk로 잼. 다른 일이 코어를 쓰는 \
            동안은 기다리고, 그래도 조용하지 않으면 그 수를 측정 불가라고 함.
            """)

    @OptionGroup var options: GlobalOptions

    @Option(
        help: ArgumentHelp("그림을 담은 페이지도 새 파일로 씀. 있는 파일은 덮어쓰지 않음", valueName: "파일"),
        completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: ArgumentHelp("한 번에 재는 시간", valueName: "초"))
    var seconds = 1

    @Option(help: ArgumentHelp("저마다 재는 횟수", valueName: "번"))
    var rounds = 5

    @Option(help: ArgumentHelp("다른 일이 코어를 쓸 때 모두 합해 기다리는 시간", valueName: "초"))
    var patience = 60

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("이 서버만: 연습 이름이나 서버 이름", valueName: "서버"))
    var only: [String] = []

    func validate() throws {
        for (name, value, range) in [
            ("--seconds", seconds, 1...60), ("--rounds", rounds, 1...50),
            ("--patience", patience, 0...86_400),
        ] where !range.contains(value) {
            throw ValidationError("\(name)에는 \(range.lowerBound)에서 \(range.upperBound)까지 쓸 수 있음")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let directory = session.surroundings.currentDirectory
        let file = try html.map { try NewFile(Disk.absolute($0, from: directory)) }
        let entrants = try Entrants(of: course, only: only)
        let wrk = try session.wrk()
        let progress = try session.store(.readOnly).overview(of: course)
        let line = MeasuringLine()
        let load = Load(seconds: seconds, rounds: rounds)
        defer { line.clear() }
        var report = ProjectReport(
            course: (course.id, course.title), load: load, machine: .ofThisOne(), servers: [], at: Date(),
            calendar: Calendar.current)
        let made = try await entrants.programs(in: session, of: course, progress, line: line)
        let figures = try await measure(made, load, wrk, line)
        line.clear()
        report.servers = made.map { $0.server(figures) }
        if let file {
            report.page = file.path
            try file.write { try $0(ProjectPage(report).html) }
        }
        try session.output.write(report, asJSON: options.json)
        session.tellFaults(of: course)
        return figures.isEmpty ? .notPassed : .done
    }

    private func measure(
        _ made: [Entrants.Made], _ load: Load, _ wrk: Wrk, _ line: MeasuringLine
    ) async throws -> [String: ServerFigures] {
        let entries = made.compactMap(\.entry)
        guard !entries.isEmpty else { return [:] }
        let script = try ScriptFile(Wrk.script)
        let names = Dictionary(
            made.map { ($0.exercise.slug, $0.model) }, uniquingKeysWith: { first, _ in first })
        let bench = Bench(load, wrk: wrk, scriptFile: script.path, patience: Double(patience)) {
            line.show($0, of: load, names)
        }
        return try await bench.run(entries)
    }
}

/// A file for wrk to read, gone with its last reference.
private final class ScriptFile {
    let path: String

    init(_ text: String) throws {
        var template = Array("/tmp/sil-wrk-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw LoadError.noScript(path: path, errno: errno) }
        defer { close(descriptor) }
        try Output.write(text, to: descriptor)
    }

    deinit { unlink(path) }
}

extension Session {
    /// - Throws: `Failure` where wrk is not installed.
    fileprivate func wrk() throws -> Wrk {
        let environment = surroundings.environment
        guard let program = Executables.find("wrk", environment: environment) else {
            throw Failure(
                kind: "tool_missing", message: "부하를 거는 wrk를 PATH에서 찾을 수 없음",
                suggestions: ["sudo apt-get install -y --no-install-recommends wrk"], exitStatus: .unavailable
            )
        }
        return Wrk(program: program, guardian: Executables.find("setpriv", environment: environment))
    }
}

extension ProjectReport.Machine {
    /// What `uname` and /proc/cpuinfo say.
    fileprivate static func ofThisOne() -> ProjectReport.Machine {
        var names = utsname()
        uname(&names)
        let release = withUnsafeBytes(of: names.release) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let model = (try? Disk.read("/proc/cpuinfo")).flatMap { bytes in
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("model name") }
        }
        let processor = model.flatMap { $0.split(separator: ":", maxSplits: 1).last }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        return ProjectReport.Machine(
            cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), processor: processor ?? "알 수 없는 프로세서",
            system: "Linux \(release)")
    }
}
