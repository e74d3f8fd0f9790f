public import Grading

/// One automatic change of a solution, and what became of it.
public struct MutantResult: Sendable, Equatable {
    public enum Fate: Sendable, Equatable {
        /// Some test noticed it.
        case killed(test: String)
        /// It ran until its time was up, which no right program does: noticed as well, and told apart.
        case timedOut(test: String)
        /// No test noticed it.
        case survived
        /// It is the same program: to the compiler, or by what the author says.
        case equivalent(Equivalence)
        /// It is no program, or one that the exercise refuses unseen.
        case impossible
        /// Nothing can be said of it.
        case broken(reason: String)
    }

    public enum Equivalence: Sendable, Equatable {
        /// Both are one to the optimizer.
        case compiled
        /// The author says so in `exercise.yml`.
        case declared
    }

    /// The folder of `Solutions/`.
    public var solution: String
    public var mutant: Mutant
    /// The line that `mutant` names, as it was, without blanks around it.
    public var code: String
    /// What the change does to the lines of the file.
    public var change: LineChange
    public var fate = Fate.survived
}

/// How many of the changes that make another program some test noticed.
public struct MutationScore: Sendable, Equatable {
    public var killed = 0
    /// Of `killed`, those that ended at the limit of time.
    public var timedOut = 0
    public var survived = 0
    public var equivalent = 0
    public var impossible = 0
    public var broken = 0

    public init() {}

    public init(_ results: [MutantResult]) {
        for result in results {
            switch result.fate {
            case .killed: killed += 1
            case .timedOut:
                killed += 1
                timedOut += 1
            case .survived: survived += 1
            case .equivalent: equivalent += 1
            case .impossible: impossible += 1
            case .broken: broken += 1
            }
        }
    }

    /// Those that count.
    public var counted: Int { killed + survived }

    /// Percent; nil where there is nothing to count.
    public var percent: Double? { counted == 0 ? nil : Double(killed) * 100 / Double(counted) }
}
