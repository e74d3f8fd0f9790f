import Dispatch
import Foundation
import Testing

/// Every program of the suite handed in once in one tier. They are graded a few at a time, before the tests look at
/// them one by one: most of a verdict of theirs is waiting.
struct AttackRun: Sendable {
    /// What came of one program.
    struct Outcome: Sendable {
        var result: SilProcess.Result
        /// What was printed in the tests; a program says BREACH when it reached what it tried to.
        var said: String
    }

    let tier: AttackTier
    /// By the program's name.
    let outcomes: [String: Result<Outcome, any Error>]
    /// What all of them together did to the machine.
    let damage: AttackedMachine.Damage

    static let course = Checkout.root.appending(path: "Tests/EndToEndTests/Attacks/Course").path

    private static let full = Result { try AttackRun(in: .full) }
    private static let reduced = Result { try AttackRun(in: .reduced) }

    /// The run in a tier: the first call makes it.
    static func run(in tier: AttackTier) throws -> AttackRun {
        switch tier {
        case .full: try full.get()
        case .reduced: try reduced.get()
        }
    }

    private init(in tier: AttackTier) throws {
        self.tier = tier
        let machine = try AttackedMachine()
        // The runtime and the module cache are made once, or every program would wait for them.
        let first = try Self.submit("held-sum", [Self.solution(of: "held-sum")], in: tier)
        try #require(first.status == 0, "\(first.stdout)\(first.stderr)")
        let ledger = Ledger(AttackProgram.all)
        // One more than there are cores: some only sleep.
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount + 1) { _ in
            while let program = ledger.next() {
                ledger.note(Result { try Self.grade(program, on: machine, in: tier) }, of: program)
            }
        }
        outcomes = ledger.outcomes
        damage = machine.damage()
    }

    func outcome(of program: AttackProgram) throws -> Outcome? { try outcomes[program.name]?.get() }

    private static func grade(
        _ program: AttackProgram, on machine: AttackedMachine, in tier: AttackTier
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        let files = try program.files.map { file in
            try folder.write(
                file.lastPathComponent, machine.aimed(String(contentsOf: file, encoding: .utf8)))
        }
        let result = try submit(program.exercise, files, in: tier)
        let verdict = try? result.document(VerdictDocument.self)
        return Outcome(
            result: result, said: verdict?.tests.compactMap(\.output).joined(separator: "\n") ?? "")
    }

    /// Hands files in for an exercise of the suite's course, as somebody who never did before.
    static func submit(_ exercise: String, _ files: [String], in tier: AttackTier) throws -> SilProcess.Result
    {
        try learner(in: tier).sil(["submit", exercise, "--course", course, "--json", "--file"] + files)
    }

    static func learner(in tier: AttackTier) throws -> Learner {
        let learner = try Learner()
        learner.environment["SIL_SANDBOX"] = tier.rawValue
        return learner
    }

    static func solution(of exercise: String) throws -> String {
        let folder = "\(course)/Exercises/\(exercise)/Solutions/plain"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return "\(folder)/\(try #require(names.first))"
    }

    /// Hands programs out to whoever is free, and keeps what came of them.
    private final class Ledger: @unchecked Sendable {
        private let lock = NSLock()
        private var waiting: ArraySlice<AttackProgram>
        private(set) var outcomes: [String: Result<Outcome, any Error>] = [:]

        init(_ programs: [AttackProgram]) { waiting = programs[...] }

        func next() -> AttackProgram? { lock.withLock { waiting.popFirst() } }

        func note(_ outcome: Result<Outcome, any Error>, of program: AttackProgram) {
            lock.withLock { outcomes[program.name] = outcome }
        }
    }
}
