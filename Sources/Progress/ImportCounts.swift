/// What an import brought: how much was new, and how much was there already.
public struct ImportCounts: Sendable, Equatable {
    public struct Count: Sendable, Equatable {
        public var added: Int
        public var known: Int
        public init(added: Int = 0, known: Int = 0) {
            self.added = added
            self.known = known
        }
    }

    public var attempts = Count()
    public var sections = Count()
    public var starts = Count()
    public var hints = Count()
    /// Answers to quizzes.
    public var answers = Count()
    /// Schedules for `replay`.
    public var schedules = Count()

    public init() {}

    public var all: [Count] { [attempts, sections, starts, hints, answers, schedules] }
}
