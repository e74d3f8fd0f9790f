/// One exercise: the folder `Exercises/<slug>` as a value, its manifest validated and its files listed (not read).
public struct Exercise: Sendable, Equatable {
    /// A file of the starter for which the learner's own of an earlier exercise stands in, where there is one.
    public struct Carry: Sendable, Equatable {
        /// A file name in `Starter/`.
        public var file: String
        /// A slug; its file has the same name.
        public var from: String
        public init(file: String, from: String) {
            self.file = file
            self.from = from
        }
    }

    /// That its program is one of those that `sil project report` runs side by side.
    public struct Compared: Sendable, Equatable {
        /// What it is called beside the others: `프리포크`.
        public var model: String
        /// Arguments of its program: how many processes and threads.
        public var arguments: [String]
        public init(model: String, arguments: [String] = []) {
            self.model = model
            self.arguments = arguments
        }
    }

    public enum Kind: String, Sendable, CaseIterable { case unit, explore, server, process, performance }
    public enum Capability: String, Sendable, CaseIterable { case threads, files, sockets, processes, memory }

    /// Limits on one run of all tests.
    public struct Limits: Sendable, Equatable {
        /// Wall seconds of the whole run.
        public var seconds: Double
        public var memoryMB: Int
        /// Processes and threads.
        public var processes: Int
        /// Of each test, stdout and stderr together.
        public var outputKB: Int
        public init(seconds: Double = 10, memoryMB: Int = 512, processes: Int = 64, outputKB: Int = 256) {
            self.seconds = seconds
            self.memoryMB = memoryMB
            self.processes = processes
            self.outputKB = outputKB
        }
    }

    public struct Rule: Sendable, Equatable {
        public enum Demand: String, Sendable { case require, forbid }
        public var demand: Demand
        public var construct: String
        public var why: String
        public init(demand: Demand, construct: String, why: String) {
            self.demand = demand
            self.construct = construct
            self.why = why
        }
    }

    /// What the manifest says of one test.
    public struct TestNote: Sendable, Equatable {
        public enum Show: String, Sendable, CaseIterable { case message, name, silent }
        public var title: String?
        public var weight: Double
        public var read: String?
        public var show: Show
        public init(title: String? = nil, weight: Double = 1, read: String? = nil, show: Show = .message) {
            self.title = title
            self.weight = weight
            self.read = read
            self.show = show
        }
    }

    /// A wrong solution that must be rejected, and by which tests.
    public struct Reject: Sendable, Equatable {
        public var mutant: String
        public var tests: [String]
        public var why: String
        public var misconception: String?
        /// Whether it may hang: else a verdict that waits for the deadline is a fault of the grader.
        public var timesOut: Bool
        public init(
            mutant: String, tests: [String], why: String, misconception: String? = nil, timesOut: Bool = false
        ) {
            self.mutant = mutant
            self.tests = tests
            self.why = why
            self.misconception = misconception
            self.timesOut = timesOut
        }
    }

    /// An automatic change of a solution that makes no other program of it, so that no test can notice it.
    public struct Equivalent: Sendable, Equatable {
        /// A folder of `Solutions/`; nil for all of them.
        public var solution: String?
        /// A word of Docs/mutation.md: `broadcast-to-signal`.
        public var change: String
        /// The changed line without blanks around it.
        public var code: String
        /// What the change makes of it, likewise; nil for every change of that kind there.
        public var becomes: String?
        public var why: String
        /// Its line in `exercise.yml`.
        public var line: Int?
        public init(
            solution: String? = nil, change: String, code: String, becomes: String? = nil, why: String,
            line: Int? = nil
        ) {
            self.solution = solution
            self.change = change
            self.code = code
            self.becomes = becomes
            self.why = why
            self.line = line
        }
    }

    /// The folder's name: what people type, and what progress hangs on.
    public var slug: String
    public var title: String
    /// File name of its chapter without `.md`.
    public var chapter: String?
    public var minutes: Int
    public var requires: [String]
    public var points: Double
    public var kind: Kind
    public var renamedFrom: [String]
    /// What lists and totals of a whole course do without.
    var details: Kept<Details>

    public init(
        slug: String, directory: String, title: String, chapter: String? = nil, summary: String,
        minutes: Int = 10,
        difficulty: Int = 1, requires: [String] = [], concepts: [String] = [], points: Double = 1, kind: Kind,
        languageMode: Int = 6, hints: [String] = [], limits: Limits = Limits(), uses: Set<Capability> = [],
        rules: [Rule] = [], tests: [String: TestNote] = [:], renamedFrom: [String] = [],
        rejects: [Reject] = []
    ) {
        self.slug = slug
        self.title = title
        self.chapter = chapter
        self.minutes = minutes
        self.requires = requires
        self.points = points
        self.kind = kind
        self.renamedFrom = renamedFrom
        details = .value(
            Details(
                directory: directory, summary: summary, difficulty: difficulty,
                concepts: concepts, languageMode: languageMode, hints: hints, limits: limits, uses: uses,
                rules: rules, tests: tests, rejects: rejects))
    }

    /// The Swift module of the learner's files: the slug in UpperCamelCase (`held-sum` → `HeldSum`).
    public var module: String {
        slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// The slug and its former names: everything progress may be recorded under.
    public var names: [String] { [slug] + renamedFrom }
}
