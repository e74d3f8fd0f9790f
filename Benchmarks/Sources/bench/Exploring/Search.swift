import Foundation

/// One search of an explored program, run by itself: what `sil explore` runs, without compiling, sandbox and story.
struct Search {
    /// As Docs/records.md has it.
    struct Told: Equatable {
        var kind: String
        var schedule: Int
    }

    var findings: [Told] = []
    var schedules = 0
    var isExhausted = false
    /// Processor seconds, of the schedules too.
    var cpu: Double

    private struct Record: Decodable {
        var record: String
        var kind: String?
        var schedule: Int?
        var schedules: Int?
        var exhausted: Bool?
        var what: String?
    }

    /// - Parameter executable: made by `Toolbox.buildExplored`.
    init(_ executable: URL, seed: Int, schedules budget: Int) throws {
        let folder = executable.deletingLastPathComponent()
        let records = folder.appending(path: "records.jsonl")
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_EXPLORE"] = "fd=3 schedules=\(budget) strategy=mix seed=\(seed) spurious=1"
        environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
        environment["LD_BIND_NOW"] = "1"
        let command = Command(
            words: [executable.path], folder: folder, environment: environment, records: records)
        cpu = try command.run(log: folder.appending(path: "search.log")).cpu
        let text = try String(contentsOf: records, encoding: .utf8)
        for line in text.split(separator: "\n") {
            let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
            switch record.record {
            case "finding":
                findings.append(Told(kind: record.kind ?? "", schedule: record.schedule ?? 0))
            case "end":
                schedules = record.schedules ?? 0
                isExhausted = record.exhausted ?? false
            default: break
            }
        }
    }
}
