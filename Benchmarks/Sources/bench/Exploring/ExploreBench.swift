import Foundation

/// How soon `sil explore` finds the bugs of Benchmarks/Interleavings, beside plain runs, ThreadSanitizer and helgrind;
/// what each of them says of the correct twins; and how many schedules a second are run.
struct ExploreBench {
    var collection: URL
    var sil: String
    var toolbox: Toolbox
    var seeds = 3
    var plainRuns = 1000
    /// A part of `family/name`; nil for all.
    var only: String?
    /// Without the other tools: only whether everything is found and nothing else.
    var isAlone = false

    private static let schedulesOfGood = 300

    func run(in folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        let programs = try Interleaving.all(in: collection).filter { program in
            only.map { "\(program.family)/\(program.name)".contains($0) } ?? true
        }
        let detectors = isAlone ? [] : Detector.all(toolchain: toolbox, plainRuns: plainRuns)
        tell(
            "sil explore, \(programs.count) programs, \(seeds) seeds; first schedule, or first run, that shows it"
        )
        tell(Machine(swift: toolbox.swiftc).description)
        tell(row(["program", "finds", "sil"] + detectors.map(\.name)))
        var tally = Tally()
        for program in programs { try measure(program, detectors, in: folder, &tally) }
        tell("\n" + tally.text(programs: programs.count, detectors: detectors.map(\.name)))
        try measureSpeed(programs, in: folder)
    }

    // MARK: One program

    private func measure(
        _ program: Interleaving, _ detectors: [Detector], in folder: URL, _ tally: inout Tally
    ) throws {
        var schedules: [Int?] = []
        var alarms = 0
        for seed in 1...seeds {
            let bad = try explore(program.bad, program, seed: seed, schedules: 10_000, in: folder)
            schedules.append(bad.findings.first { $0.kind == program.finds }?.schedule)
            let good = try explore(
                program.good, program, seed: seed, schedules: Self.schedulesOfGood, in: folder)
            if !good.findings.isEmpty { alarms += 1 }
        }
        let found = schedules.compactMap(\.self)
        tally.add("sil", found: found.count == seeds, alarms: alarms > 0)
        var cells = ["\(program.family)/\(program.name)", program.finds]
        cells.append(
            (found.count == seeds ? "\(found.max() ?? 0)" : "\(found.count)/\(seeds)")
                + (alarms > 0 ? " ALARM" : ""))
        let log = folder.appending(path: "log.txt")
        for detector in detectors {
            let bad = try detector.look(at: program.bad, of: program, in: folder, log: log)
            // A correct twin is run as often as is enough to be annoyed by alarms.
            var few = detector
            few.runs = min(10, detector.runs)
            let good = try few.look(at: program.good, of: program, in: folder, log: log)
            tally.add(detector.name, found: bad.firstRun != nil, alarms: good.firstRun != nil)
            cells.append(
                (bad.firstRun.map { "\($0)" } ?? "-") + (good.firstRun != nil ? " ALARM" : "")
                    + String(format: " (%.1f s)", bad.seconds))
        }
        tell(row(cells))
    }

    private struct Document: Decodable {
        struct Finding: Decodable {
            var kind: String
            var schedule: Int
        }
        var schedules: Int
        var findings: [Finding]
    }

    private func explore(
        _ source: URL, _ program: Interleaving, seed: Int, schedules: Int, in folder: URL
    ) throws -> Document {
        let log = folder.appending(path: "explore.json")
        let words = [
            sil, "explore", source.path, "--json", "--seed", "\(seed)", "--schedules", "\(schedules)",
            "--language-mode", "\(program.mode)",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_HOME"] = folder.appending(path: "home").path
        // 1 says that something was found; the document says what.
        _ = try Command(words: words, folder: folder, environment: environment).status(log: log)
        let text = try String(contentsOf: log, encoding: .utf8)
        guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix("{") }) else {
            throw BenchError.failed(words.joined(separator: " "), status: 0, output: text)
        }
        return try JSONDecoder().decode(Document.self, from: Data(line.utf8))
    }

    // MARK: Speed

    /// The time of many schedules less that of few: what starting and compiling takes falls out.
    private func measureSpeed(_ programs: [Interleaving], in folder: URL) throws {
        tell("schedules a second (correct twins)")
        for language in [true, false] {
            for program in programs.filter({ $0.isC == language }).prefix(3) {
                let clock = ContinuousClock()
                func seconds(_ schedules: Int) throws -> (Double, Int) {
                    let start = clock.now
                    let document = try explore(
                        program.good, program, seed: 1, schedules: schedules, in: folder)
                    return ((clock.now - start).inSeconds, document.schedules)
                }
                let few = try seconds(100)
                let many = try seconds(3_000)
                guard many.1 > few.1 else { continue }
                let rate = Double(many.1 - few.1) / (many.0 - few.0)
                tell("  \(program.family)/\(program.name): \(Int(rate))")
            }
        }
        tell("load afterwards: \(Machine(swift: "").load)")
    }

    /// At once: a long measurement is watched, through a pipe too.
    private func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func row(_ cells: [String]) -> String {
        let widths = [44, 16, 16, 22, 22, 22]
        let padded = cells.enumerated().map { index, cell in
            cell.padding(toLength: max(widths[min(index, 5)], cell.count + 1), withPad: " ", startingAt: 0)
        }
        return padded.joined().replacing(#/ +$/#, with: "")
    }
}

/// How many bugs each way found, and how many correct programs it alarmed on.
private struct Tally {
    private var found: [String: Int] = [:]
    private var alarms: [String: Int] = [:]

    mutating func add(_ name: String, found isFound: Bool, alarms hasAlarmed: Bool) {
        found[name, default: 0] += isFound ? 1 : 0
        alarms[name, default: 0] += hasAlarmed ? 1 : 0
    }

    func text(programs: Int, detectors: [String]) -> String {
        (["sil"] + detectors).map { name in
            "\(name): \(found[name, default: 0]) of \(programs) found, alarms on \(alarms[name, default: 0]) correct twins"
        }.joined(separator: "\n")
    }
}
