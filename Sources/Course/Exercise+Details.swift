extension Exercise {
    /// What is asked of one exercise at a time.
    struct Details: Sendable, Equatable {
        var directory: String
        var summary: String
        var difficulty: Int
        var concepts: [String]
        var languageMode: Int
        var hints: [String]
        var limits: Limits
        var uses: Set<Capability>
        var rules: [Rule]
        var tests: [String: TestNote]
        var rejects: [Reject]
        var equivalents: [Equivalent] = []
        var carries: [Carry] = []
        var compared: Compared?
    }

    /// Absolute path of the folder.
    public var directory: String {
        get { details.value.directory }
        set { details.value.directory = newValue }
    }

    public var summary: String {
        get { details.value.summary }
        set { details.value.summary = newValue }
    }

    public var difficulty: Int {
        get { details.value.difficulty }
        set { details.value.difficulty = newValue }
    }

    public var concepts: [String] {
        get { details.value.concepts }
        set { details.value.concepts = newValue }
    }

    public var languageMode: Int {
        get { details.value.languageMode }
        set { details.value.languageMode = newValue }
    }

    public var hints: [String] {
        get { details.value.hints }
        set { details.value.hints = newValue }
    }

    public var limits: Limits {
        get { details.value.limits }
        set { details.value.limits = newValue }
    }

    public var uses: Set<Capability> {
        get { details.value.uses }
        set { details.value.uses = newValue }
    }

    public var rules: [Rule] {
        get { details.value.rules }
        set { details.value.rules = newValue }
    }

    public var tests: [String: TestNote] {
        get { details.value.tests }
        set { details.value.tests = newValue }
    }

    public var rejects: [Reject] {
        get { details.value.rejects }
        set { details.value.rejects = newValue }
    }

    public var equivalents: [Equivalent] {
        get { details.value.equivalents }
        set { details.value.equivalents = newValue }
    }

    public var carries: [Carry] {
        get { details.value.carries }
        set { details.value.carries = newValue }
    }

    /// nil for most; only exercises with a `Program/` have it.
    public var compared: Compared? {
        get { details.value.compared }
        set { details.value.compared = newValue }
    }
}
