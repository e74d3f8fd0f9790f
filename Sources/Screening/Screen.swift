public import Course
import Synchronization
public import Verdicts

/// The three sieves that a submission passes before anything of it runs, for what its exercise `uses`.
///
/// | sieve | looks at | sees |
/// |---|---|---|
/// | S1 | the compiled object | calls of other libraries, foreign names and sections |
/// | S2 | the compiler's warnings | casts and pointers, which leave no symbol |
/// | S3 | the source's tokens | marks that silence S2, aliases, attributes, the exercise's own rules |
///
/// No sieve finds everything; each names what the others cannot see. What all three let through still runs confined.
public struct Screen: Sendable {
    private let exercise: Exercise
    private let graderWords: Set<String>
    private let sources: Sources

    /// Nothing is read until the first question.
    ///
    /// - Parameters:
    ///   - files: the learner's files by the names that messages use.
    ///   - graderWords: `GraderWords.foreign` of the exercise: names that must keep their meaning.
    public init(
        exercise: Exercise, files: [(name: String, bytes: [UInt8])], graderWords: Set<String> = []
    ) {
        self.exercise = exercise
        self.graderWords = graderWords
        sources = Sources(files, hasBareRegex: exercise.languageMode >= 6)
    }

    /// S3: what the source says, and the exercise's `rules:`. In the order of the files and their lines; rules that
    /// nothing meets come last and have no line.
    public func sourceObjections() -> [Objection] {
        let files = sources.tokenized()
        let sieve = TokenSieve(uses: exercise.uses, graderWords: graderWords)
        return files.flatMap { sieve.objections(in: $0) } + ruleObjections(in: files)
    }

    /// S1: what the object of the learner's module asks for and claims. An object that is none is an objection.
    public func objections(to object: [UInt8]) -> [Objection] {
        ObjectSieve(exercise: exercise, files: sources.tokenized()).objections(to: object)
    }

    /// S2: what the compiler could not prove safe, with `-strict-memory-safety` and `-diagnostic-style=llvm`.
    ///
    /// - Parameter warnings: all diagnostics of the compile in their order, notes included; a cut list hides what was
    ///   cut off.
    public func objections(to warnings: [Diagnostic]) -> [Objection] {
        exercise.uses.contains(.memory) ? [] : MemorySieve().objections(to: warnings)
    }

    private func ruleObjections(in files: [TokenizedFile]) -> [Objection] {
        exercise.rules.compactMap { rule in
            let construct = Construct(rule.construct)
            let match = files.lazy.compactMap { file in construct.firstMatch(in: file).map { (file, $0) } }
                .first
            switch (rule.demand, match) {
            case (.forbid, let (file, token)?):
                return Objection(
                    .forbidden, "`\(rule.construct)` 사용: 이 연습에서는 쓸 수 없음. \(rule.why)", at: token, of: file)
            case (.require, nil):
                return Objection(
                    weight: .forbidden, message: "`\(rule.construct)` 없음: 이 연습에서는 꼭 써야 함. \(rule.why)")
            default: return nil
            }
        }
    }
}

/// The learner's files, cut into tokens when they are first asked for, and once.
private final class Sources: Sendable {
    private let files: [(name: String, bytes: [UInt8])]
    private let hasBareRegex: Bool
    private let tokens = Mutex<[TokenizedFile]?>(nil)

    init(_ files: [(name: String, bytes: [UInt8])], hasBareRegex: Bool) {
        self.files = files
        self.hasBareRegex = hasBareRegex
    }

    func tokenized() -> [TokenizedFile] {
        tokens.withLock { known in
            if let known { return known }
            let made = files.map { TokenizedFile(name: $0.name, bytes: $0.bytes, hasBareRegex: hasBareRegex) }
            known = made
            return made
        }
    }
}
