public import Course
import Foundation
import Grading
import Verdicts

/// Runs one program of a page, or explores it, and compares what comes with what the page says.
public struct SampleCheck: Check {
    public let sample: Sample
    /// As faults name it.
    public let file: String
    private let writing: FindingWriting

    /// How many schedules are searched for a finding. Fewer than `sil explore` takes by default: the search is the same,
    /// so what comes early is found there too, and a finding that comes late is none to show.
    public static let schedulesMax = 1_000
    /// Where the search begins, as that of `sil explore` does.
    public static let seed: UInt64 = 1

    init(_ sample: Sample, in file: String, writing: FindingWriting) {
        self.sample = sample
        self.file = file
        self.writing = writing
    }

    public func findings(on bench: Workbench) async throws -> Findings {
        var tally = Tally()
        tally.samples = 1
        do {
            // Only what agrees is remembered: a fault is never told from memory.
            _ = try await bench.remembered(key) {
                if let flaw = try await flaw(by: bench.instruments) { throw Disagreement(flaw: flaw) }
                return true
            }
            return Findings(tally: tally)
        } catch let disagreement as Disagreement {
            return Findings([disagreement.flaw.fault(of: sample, in: file)], tally: tally)
        }
    }

    private struct Disagreement: Error {
        var flaw: SampleFlaw
    }

    private var key: WorkKey {
        var key = WorkKey("sample 1")
        key.add("\(sample.kind.language) \(sample.kind.use) \(sample.kind.languageMode)")
        key.add("\(Self.schedulesMax) \(Self.seed)")
        key.add(sample.code)
        key.add(sample.expected?.text ?? "")
        key.add(sample.expected == nil ? "free" : "given")
        return key
    }

    // MARK: Doing it

    private func flaw(by instruments: Instruments) async throws -> SampleFlaw? {
        let name = sample.kind.language == .swift ? "main.swift" : "main.c"
        let program = try ExploredProgram([.init(name: name, bytes: Array(sample.code.utf8))], from: [name])
        switch sample.kind.use {
        case .run:
            let outcome = try await instruments.programRunner.run(
                program, languageMode: sample.kind.languageMode)
            return flaw(in: outcome)
        case .explore:
            let order = Explorer.Order(
                schedules: Self.schedulesMax, seed: Self.seed, languageMode: sample.kind.languageMode)
            return flaw(in: try await instruments.explorer().explore(program, order))
        }
    }

    private func flaw(in outcome: ProgramOutcome) -> SampleFlaw? {
        switch outcome {
        case .doesNotCompile(let failure): return .doesNotCompile(failure)
        case .ran(let run):
            guard let expected = sample.expected else {
                return run.endingWords.map { .endsBadly($0, errors: run.errors) }
            }
            guard !expected.matches(run.shown) else { return nil }
            return .printsOther(OutputDifference(expected, run.shown), errors: run.errors)
        }
    }

    private func flaw(in exploration: Exploration) -> SampleFlaw? {
        switch exploration {
        case .doesNotCompile(let failure): return .doesNotCompile(failure)
        case .explored(let search):
            guard let expected = sample.expected, let kind = expected.lines.first?.text else {
                // Reading the chapter told that the output is missing.
                return nil
            }
            let told = told(search)
            guard !told.contains(where: { expected.matches($0.joined(separator: "\n")) }) else { return nil }
            // The one that the page means, else the one that a person would be shown first.
            let meant = told.first { $0.first == kind } ?? told.first ?? []
            return .findsOther(OutputDifference(expected, meant.joined(separator: "\n")))
        }
    }

    /// Everything that may stand under the program, each as lines. What ends a program comes first; a data race is mostly
    /// its cause.
    private func told(_ search: Search) -> [[String]] {
        guard !search.findings.isEmpty else {
            return writing.nothing(search.isExhausted ? search.schedules : nil)
        }
        let ordered =
            search.findings.filter { $0.kind != .dataRace } + search.findings.filter { $0.kind == .dataRace }
        return ordered.map(writing.lines)
    }
}
