/// A schedule of a program in which something goes wrong, told as a person can follow it: who did what, in which order,
/// at which of the program's own lines.
public struct Finding: Codable, Sendable, Equatable {
    /// What went wrong. The raw values are the words of `--json`; they never change their meaning.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case dataRace = "data_race"
        case assertion
        case crash
        case lostUpdate = "lost_update"
        case tornRead = "torn_read"
        case doubleRun = "double_run"
        case deadlock
        case lostWakeup = "lost_wakeup"
        case livelock
        case starvation
        case destroyedLock = "destroyed_lock"
        case continuationMisuse = "continuation_misuse"
        case leakedDescriptor = "leaked_fd"
        case leakedThread = "leaked_thread"
        case zombie
        case orphan
        /// The program does something that the explorer does not hold: nothing is said about its other schedules.
        case uncontrolled
    }

    /// A line of the program.
    public struct Place: Codable, Sendable, Hashable {
        /// The learner's own name of the file.
        public var file: String
        /// From 1.
        public var line: Int

        public init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// One call of `explore` in a hidden grader.
    public struct Scenario: Codable, Sendable, Hashable {
        /// `Class.method` of the test that holds it.
        public var test: String
        /// What the grader calls it.
        public var title: String

        public init(test: String, title: String) {
            self.test = test
            self.title = title
        }
    }

    /// How many orders there are, of which each stands for all that differ from it only in steps that do not touch each
    /// other, and how many of them show a finding.
    public struct Orders: Codable, Sendable, Hashable {
        public var all: Int
        public var shown: Int

        public init(all: Int, shown: Int) {
            self.all = all
            self.shown = shown
        }
    }

    public var kind: Kind
    /// By what the schedule is found again in the store; nil when it is not kept.
    public var handle: String?
    /// Where in a graded exercise it was found; nil for a program of its own.
    public var scenario: Scenario?
    /// Which schedule of the search it was, from 1.
    public var schedule: Int
    /// The schedule in the explorer's own words, what repeats it; nil where it is not known.
    public var choices: String?
    /// How often a thread was left that could have gone on.
    public var preemptions: Int
    /// Whether no schedule with less interruptions (preemptions, wakeups that nobody caused) shows the same; false where
    /// that is not known, nil where nobody tried to shorten it.
    public var isMinimum: Bool?
    /// In how many orders it comes about; nil where not all of them were run.
    public var orders: Orders?
    /// Threads of the schedule in the order they were made, the first one first.
    public var threads: [FindingThread]
    /// Steps before the first one of `steps`.
    public var omitted: Int
    public var steps: [FindingStep]
    /// What the threads wait for that cannot go on. They are no steps: nothing came of them.
    public var waiting: [FindingStep]
    /// Of a data race, the indices in `steps` of its two accesses.
    public var race: [Int]?
    /// What the program itself said of its end (a failed assertion, a trap); nil when it said nothing.
    public var message: String?
    /// The signal that ended it; nil when none did.
    public var signal: Int32?
    /// What the schedule wrote to stdout and stderr, or nil.
    public var output: String?
    /// The function that the explorer does not hold, for `uncontrolled`.
    public var call: String?

    public init(
        kind: Kind, handle: String? = nil, scenario: Scenario? = nil, schedule: Int, choices: String? = nil,
        preemptions: Int = 0, isMinimum: Bool? = nil, orders: Orders? = nil, threads: [FindingThread] = [],
        omitted: Int = 0, steps: [FindingStep] = [],
        waiting: [FindingStep] = [], race: [Int]? = nil, message: String? = nil, signal: Int32? = nil,
        output: String? = nil, call: String? = nil
    ) {
        self.kind = kind
        self.handle = handle
        self.scenario = scenario
        self.schedule = schedule
        self.choices = choices
        self.preemptions = preemptions
        self.isMinimum = isMinimum
        self.orders = orders
        self.threads = threads
        self.omitted = omitted
        self.steps = steps
        self.waiting = waiting
        self.race = race
        self.message = message
        self.signal = signal
        self.output = output
        self.call = call
    }
}

/// A thread of a finding.
public struct FindingThread: Codable, Sendable, Equatable {
    /// `main` for the first thread, then `A`, `B` … `Z`, `AA`.
    public var name: String
    /// Where it was made; nil for the first one.
    public var created: Finding.Place?

    public init(name: String, created: Finding.Place? = nil) {
        self.name = name
        self.created = created
    }

    /// The name of the thread that was made as number `index` of a schedule, 0 the first one.
    public static func name(at index: Int) -> String {
        guard index > 0 else { return "main" }
        var number = index
        var name = ""
        while number > 0 {
            name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((number - 1) % 26))) + name
            number = (number - 1) / 26
        }
        return name
    }
}

/// One thing that a thread of a finding does.
public struct FindingStep: Codable, Sendable, Equatable {
    /// The raw values are the words of `--json`.
    public enum Action: String, Codable, Sendable, CaseIterable {
        case start, end, read, write, lock, unlock, wait, wake, signal, join, call, fail
    }

    /// What is special about a step.
    public enum Note: String, Codable, Sendable, CaseIterable {
        /// Woken by nobody, which POSIX allows.
        case spurious
        case timeout
        /// A try that did not get the lock.
        case tryFailed = "try_failed"
        /// A lock that several readers may hold.
        case readLock = "read_lock"
        /// A signal that nobody waits for.
        case lost
        case broadcast
        /// A read and a write in one.
        case readModifyWrite = "rmw"
        case compareAndSwap = "cas"
        case compareAndSwapFailed = "cas_failed"
        case create
    }

    /// The thread's name.
    public var thread: String
    public var action: Action
    /// What it is done to, as the program calls it: a variable, a lock, a function, a thread.
    public var what: String?
    /// What a read saw or a write left.
    public var value: String?
    public var place: Finding.Place?
    /// The lock or condition variable, for what is done to one.
    public var lock: String?
    /// Of a thread that waits, the names of those that hold what it waits for, or of the one whose end it awaits.
    public var heldBy: [String]
    public var note: Note?

    public init(
        thread: String, action: Action, what: String? = nil, value: String? = nil,
        place: Finding.Place? = nil, lock: String? = nil, heldBy: [String] = [], note: Note? = nil
    ) {
        self.thread = thread
        self.action = action
        self.what = what
        self.value = value
        self.place = place
        self.lock = lock
        self.heldBy = heldBy
        self.note = note
    }
}
