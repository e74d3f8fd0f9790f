import Testing

/// One fault put into a course that has none, and the rule that must find it.
struct DeliberateFault: Sendable, CustomTestStringConvertible {
    var rule: String
    /// What was done, for the table.
    var change: String
    /// What it takes to find it.
    enum Effort: Sendable {
        /// Reading the course.
        case reading
        /// Compiling and running.
        case trying
        /// Mutation or coverage, too.
        case measuring
    }

    var effort = Effort.reading
    var spoil: @Sendable (inout FixtureCourse) -> Void

    init(_ rule: String, _ change: String, _ spoil: @escaping @Sendable (inout FixtureCourse) -> Void) {
        self.rule = rule
        self.change = change
        self.spoil = spoil
    }

    var testDescription: String { "\(rule): \(change)" }

    /// The same, found with more effort.
    func by(_ effort: Effort) -> DeliberateFault {
        var fault = self
        fault.effort = effort
        return fault
    }

    static let all = chapters + exercises + trials
}
