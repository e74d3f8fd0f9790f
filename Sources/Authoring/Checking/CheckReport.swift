/// What a check of a course came to.
public struct CheckReport: Sendable, Equatable {
    /// In the order of their places.
    public var faults: [Fault]
    /// What is told and no reason to fail.
    public var notices: [Fault]
    public var tally: Tally
    /// Whether the whole course was checked.
    public var isWhole: Bool
    /// Compiles, runs and questions that were made in this check, and those whose results were there already.
    public var made: Int
    public var reused: Int
    /// Wall seconds.
    public var seconds: Double

    public init(
        faults: [Fault], notices: [Fault] = [], tally: Tally = Tally(), isWhole: Bool = true, made: Int = 0,
        reused: Int = 0, seconds: Double = 0
    ) {
        self.faults = faults
        self.notices = notices
        self.tally = tally
        self.isWhole = isWhole
        self.made = made
        self.reused = reused
        self.seconds = seconds
    }
}
