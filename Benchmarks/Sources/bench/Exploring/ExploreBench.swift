import Foundation

/// How soon the explorer finds the bugs of Benchmarks/Interleavings, beside plain runs, ThreadSanitizer and helgrind,
/// and what each of them says of the correct twins.
struct ExploreBench {
    var collection: URL
    var runtimeSources: URL
    var sil: String
    var toolbox: Toolbox
    var seeds = 3
    var plainRuns = 1000
    /// Schedules of a correct twin, a seed.
    var schedulesOfGood = 300
    /// A part of `family/name`; nil for all.
    var only: String?
    /// Without the other tools: only whether everything is found and nothing else.
    var isAlone = false
    /// Where measurements are kept, so that a second start goes on where the first one ended.
    var results: URL?

    /// A search that finds a race and nothing else uses up all it is given, and most of its schedules show it.
    private static func schedulesOfBad(_ program: Interleaving) -> Int {
        program.finds == "data_race" ? 300 : 10_000
    }

    func run(in folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        let programs = try Interleaving.all(in: collection).filter { program in
            only.map { "\(program.family)/\(program.name)".contains($0) } ?? true
        }
        let detectors = isAlone ? [] : Detector.all(valgrind: toolbox.valgrind, plainRuns: plainRuns)
        var results = try Results(file: results)
        tell(
            "explorer, \(programs.count) programs, \(seeds) seeds; first schedule, or first run, that shows it"
        )
        tell(Machine(swift: toolbox.swiftc).description)
        let runtime = folder.appending(path: "runtime")
        try FileManager.default.createDirectory(at: runtime, withIntermediateDirectories: true)
        try toolbox.buildRuntime(from: runtimeSources, to: runtime)
        for program in programs {
            try search(program, runtime: runtime, in: folder, &results)
            try look(at: program, with: detectors, in: folder, &results)
        }
        let names = Set(programs.map { "\($0.family)/\($0.name)" })
        let measured = results.all.filter { names.contains($0.program) }
        tell("\n" + ExploreReport(measured, seeds: seeds, tools: detectors.map(\.name)).text)
    }

    // MARK: The explorer

    private func search(
        _ program: Interleaving, runtime: URL, in folder: URL, _ results: inout Results
    ) throws {
        for twin in Interleaving.Twin.allCases
        where !results.has("sil", twin, of: program, seeds: seeds) {
            let executable = folder.appending(path: "explored")
            try toolbox.buildExplored(program.source(twin), of: program, runtime: runtime, to: executable)
            let budget = twin == .bad ? Self.schedulesOfBad(program) : schedulesOfGood
            var measured = Measurement(program: program, tool: "sil", twin: twin, budget: budget)
            measured.shown = []
            measured.shownAny = []
            for seed in 1...seeds {
                let search = try Search(executable, seed: seed, schedules: budget)
                measured.cpu += search.cpu
                let first = search.findings.first { twin == .good || $0.kind == program.finds }
                measured.shown.append(first?.schedule ?? -1)
                measured.shownAny.append(search.findings.first?.schedule ?? -1)
                for finding in search.findings where finding.kind != program.finds || twin == .good {
                    // A race may stand beside what it leads to.
                    guard twin == .good || finding.kind != "data_race" else { continue }
                    measured.kinds.append("\(finding.kind) at \(finding.schedule), seed \(seed)")
                }
                if seed == 1, twin == .bad, !isAlone {
                    try compare(search, with: program, budget: budget, in: folder)
                }
            }
            try keep(measured, &results)
        }
    }

    private struct Document: Decodable {
        struct Finding: Decodable {
            var kind: String
            var schedule: Int
        }
        var findings: [Finding]
    }

    /// `sil explore` must tell the same: what is measured here is what its users get. It tells one race a place.
    private func compare(
        _ search: Search, with program: Interleaving, budget: Int, in folder: URL
    ) throws {
        let log = folder.appending(path: "explore.json")
        let words = [
            sil, "explore", program.source(.bad).path, "--json", "--seed", "1", "--schedules", "\(budget)",
            "--language-mode", "\(program.mode)",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_HOME"] = folder.appending(path: "home").path
        environment["SIL_RUNTIME"] = runtimeSources.deletingLastPathComponent().path
        // 1 says that something was found; the document says what.
        _ = try Command(words: words, folder: folder, environment: environment).status(log: log)
        let text = try String(contentsOf: log, encoding: .utf8)
        guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix("{") }) else {
            throw BenchError.failed(words.joined(separator: " "), status: 0, output: text)
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(line.utf8))
        let told = document.findings.first { $0.kind == program.finds }
            .map { Search.Told(kind: $0.kind, schedule: $0.schedule) }
        let direct = search.findings.first { $0.kind == program.finds }
        guard told == direct else {
            throw BenchError.differs(
                program.name, sil: told.map { "\($0)" } ?? "nothing",
                direct: direct.map { "\($0)" } ?? "nothing")
        }
    }

    // MARK: The others

    private func look(
        at program: Interleaving, with detectors: [Detector], in folder: URL, _ results: inout Results
    ) throws {
        let log = folder.appending(path: "run.log")
        for twin in Interleaving.Twin.allCases {
            var built: [[String]: URL] = [:]
            for detector in detectors where !results.has(detector.name, twin, of: program) {
                let executable =
                    built[detector.flags] ?? folder.appending(path: "program-\(built.count)")
                if built[detector.flags] == nil {
                    try toolbox.build(
                        program.source(twin), of: program, flags: detector.flags, to: executable)
                    built[detector.flags] = executable
                }
                try keep(detector.look(at: twin, of: program, built: executable, log: log), &results)
            }
        }
    }

    private func keep(_ measured: Measurement, _ results: inout Results) throws {
        try results.add(measured)
        let shown = measured.isEverShown ? "\(measured.shown.max() ?? -1)" : "-"
        let missed = measured.shown.count { $0 == -1 }
        tell(
            "\(measured.program) \(measured.twin) \(measured.tool): \(shown)"
                + (missed > 0 && measured.isEverShown ? ", \(missed) of \(measured.shown.count) not" : "")
                + (measured.kinds.isEmpty ? "" : " (\(measured.kinds.joined(separator: "; ")))")
                + String(format: ", %.2f s of processor time", measured.cpu))
    }
}
