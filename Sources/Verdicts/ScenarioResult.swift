/// What one call of `explore` in a test came to.
public struct ScenarioResult: Codable, Sendable, Equatable {
    /// What the grader calls it.
    public var title: String
    /// Every order that its threads can take was checked: what none of them showed, none can show.
    public var isExhausted: Bool
    /// Orders that were run to their end. If `isExhausted`, each stands for all that differ from it only in steps that
    /// do not touch each other.
    public var orders: Int
    /// False for a scenario that does not do the same when its threads run in the same order: it cannot be exhausted.
    public var isRepeatable: Bool
    /// How many things were found.
    public var findings: Int
    /// What is said of all orders holds only if a thread that looks at the same unchanged values again and again waits
    /// until they change; nil in what was kept before that was asked.
    public var assumesWaiting: Bool?

    public init(
        title: String, isExhausted: Bool, orders: Int, isRepeatable: Bool = true, findings: Int = 0,
        assumesWaiting: Bool? = nil
    ) {
        self.title = title
        self.isExhausted = isExhausted
        self.orders = orders
        self.isRepeatable = isRepeatable
        self.findings = findings
        self.assumesWaiting = assumesWaiting
    }
}
