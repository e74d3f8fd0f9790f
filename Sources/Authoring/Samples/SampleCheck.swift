public import Course
import Foundation
public import Grading
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
        switch sample.kind.use {
        case .run:
            let outcome = try await instruments.programRunner.run(
                ExploredProgram(sample), languageMode: sample.kind.languageMode)
            return flaw(in: outcome)
        case .explore: return flaw(in: try await exploration(by: instruments))
        }
    }

    /// What should stand under the program if it is explored; nil for one that does not compile.
    func finding(by instruments: Instruments) async throws -> [String]? {
        guard case .explored(let search) = try await exploration(by: instruments) else { return nil }
        return meant(among: told(search))
    }

    private func exploration(by instruments: Instruments) async throws -> Exploration {
        try await instruments.explorer().explore(try ExploredProgram(sample), Self.order(of: sample))
    }

    /// What is searched in a program of a page, wherever it is explored: so the same is found.
    public static func order(of sample: Sample) -> Explorer.Order {
        Explorer.Order(schedules: schedulesMax, seed: seed, languageMode: sample.kind.languageMode)
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
            // Reading the chapter told where the output is missing.
            guard let expected = sample.expected, !expected.isEmpty else { return nil }
            guard !writing.agrees(expected, with: search) else { return nil }
            let told = meant(among: told(search))
            return .findsOther(OutputDifference(expected, told.joined(separator: "\n")))
        }
    }

    /// What is of the kind that the page says, else what a person would be shown first.
    private func meant(among told: [[String]]) -> [String] {
        let kind = sample.expected?.lines.first?.text
        return told.first { $0.first == kind } ?? told.first ?? []
    }

    private func told(_ search: Search) -> [[String]] { writing.all(of: search) }
}
