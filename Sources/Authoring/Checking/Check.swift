/// One question that is asked of a chapter, an exercise or a whole course.
///
/// A check is a value that holds what it is about. It finds everything there is to find: one fault never hides another.
/// All checks run side by side; what costs time (a compile, a run) goes through `Workbench.remembered`, which does as
/// much at once as `--jobs` allows and does nothing twice, in this run or a later one.
public protocol Check: Sendable {
    /// - Throws: only for what keeps this machine from answering (a tool that is missing, a full disk); everything that is
    ///   wrong with the course is a fault.
    func findings(on bench: Workbench) async throws -> Findings
}

/// What a check found, and what it counted on the way.
public struct Findings: Sendable, Equatable {
    public var faults: [Fault]
    public var tally: Tally

    public init(_ faults: [Fault] = [], tally: Tally = Tally()) {
        self.faults = faults
        self.tally = tally
    }

    public static func + (left: Findings, right: Findings) -> Findings {
        Findings(left.faults + right.faults, tally: left.tally + right.tally)
    }
}

/// Counts for the last lines of the report.
public struct Tally: Sendable, Equatable {
    public var chapters = 0
    public var samples = 0
    public var exercises = 0
    public var solutions = 0
    /// How often each of the solutions was run.
    public var runs = CourseCheck.runsOfSolutions
    public var mutants = 0
    /// Automatic changes of solutions that tests were tried on.
    public var mutations = 0
    /// Of `mutations`, those that some test noticed.
    public var mutationsCaught = 0

    public init() {}

    public static func + (left: Tally, right: Tally) -> Tally {
        var sum = left
        sum.chapters += right.chapters
        sum.samples += right.samples
        sum.exercises += right.exercises
        sum.solutions += right.solutions
        sum.mutants += right.mutants
        sum.mutations += right.mutations
        sum.mutationsCaught += right.mutationsCaught
        return sum
    }
}
