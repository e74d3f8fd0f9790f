/// What is asked of every server.
public enum Workload: String, Sendable, CaseIterable {
    /// `/hello`, each client keeping its connection.
    case keepAlive = "keep_alive"
    /// `/hello`, a new connection for each request.
    case perConnection = "per_connection"
    /// `/wait`: the handler waits 10 ms.
    case wait
    /// `/compute`: the handler takes 1 ms of processor time.
    case compute

    /// The path that the program answers.
    public var target: String {
        switch self {
        case .keepAlive, .perConnection: "/hello"
        case .wait: "/wait"
        case .compute: "/compute"
        }
    }

    public var closesConnections: Bool { self == .perConnection }
}

/// How a load is put on the servers.
public struct Load: Sendable, Equatable {
    /// Clients at a time.
    public var connections: Int
    /// Of one measurement.
    public var seconds: Int
    /// How often each measurement is made, the servers taking turns.
    public var rounds: Int
    /// Clients that hold a connection while a worker is made to crash.
    public var held: Int
    /// The largest share of all cores' time that others may take while a figure still counts.
    public var foreignShareMax: Double

    public init(
        connections: Int = 32, seconds: Int = 1, rounds: Int = 5, held: Int = 8, foreignShareMax: Double = 0.1
    ) {
        self.connections = connections
        self.seconds = seconds
        self.rounds = rounds
        self.held = held
        self.foreignShareMax = foreignShareMax
    }
}

/// What a server did under one workload.
public struct WorkloadFigures: Sendable, Equatable {
    /// Requests answered in a second.
    public var rate: Cell
    /// Milliseconds from a request to its answer: half of them, and 99 of 100, took no longer.
    public var p50: Cell
    public var p99: Cell
    /// Microseconds of the server's own processor time for each answer; others that use the cores hardly change it.
    public var cost: Cell
    /// Clients that got at least one answer; with a connection for each request nobody keeps one, and it is nil.
    public var answered: Cell?

    public init(rate: Cell, p50: Cell, p99: Cell, cost: Cell, answered: Cell?) {
        self.rate = rate
        self.p50 = p50
        self.p99 = p99
        self.cost = cost
        self.answered = answered
    }
}

/// What happened when a worker crashed while `held` clients kept a connection, each of which then asked once more.
public struct CrashFigures: Sendable, Equatable {
    /// Clients that were being served.
    public var held: Cell
    /// Of those, requests that nobody answered; the one that asked for the crash among them.
    public var lost: Cell
    /// In how many of the rounds that were tried a new client was answered afterwards.
    public var survived: Int
    public var tried: Int

    public init(held: Cell, lost: Cell, survived: Int, tried: Int) {
        self.held = held
        self.lost = lost
        self.survived = survived
        self.tried = tried
    }
}

/// All that was measured of one server.
public struct ServerFigures: Sendable, Equatable {
    public var workloads: [Workload: WorkloadFigures]
    /// MiB (Pss) of all its processes: after one client, and near the end of `keepAlive`.
    public var restingMemory: Cell
    public var workingMemory: Cell
    public var crash: CrashFigures

    public init(
        workloads: [Workload: WorkloadFigures], restingMemory: Cell, workingMemory: Cell, crash: CrashFigures
    ) {
        self.workloads = workloads
        self.restingMemory = restingMemory
        self.workingMemory = workingMemory
        self.crash = crash
    }
}
