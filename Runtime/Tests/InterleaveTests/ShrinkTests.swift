import CInterleave
import InterleavePrograms
import Testing

/// Samples that fail a check or get stuck, without the end of the program or spins having a part in it.
private let failing = [
    "racy_counter", "torn_counter", "load_store_counter", "crossed_locks", "philosophers", "upgraded_readers",
    "signal_before_wait", "buffer_with_if", "wait_that_trusts", "one_signal_for_two", "nested_monitor",
    "broken_peterson", "timed_wait_that_trusts",
]

extension EngineTests {
    @Suite("Shrinking")
    struct ShrinkTests {
        @Test("What is left fails alike, costs no more, and a minimum is one", arguments: failing)
        func shrinks(name: String) throws {
            try start(switchings[0])
            let sample = try sample.named(name)
            for seed in 1...10 as ClosedRange<UInt64> {
                let failure = try #require(try Failure(of: sample, seed: seed))
                let shrunk = try failure.shrink(schedules: 20_000)
                #expect(shrunk.wasReproduced)
                #expect(shrunk.isMinimum)
                #expect(shrunk.cost <= failure.cost)
                #expect(shrunk.cost <= 2, "seed \(seed)")
                let again = try Failure.replay(sample, shrunk.runs)
                #expect(again.kind == failure.kind)
                #expect(again.cost == shrunk.cost)
                if shrunk.cost > 0 {
                    #expect(try !failure.isMet(bound: shrunk.cost - 1), "seed \(seed)")
                }
            }
        }

        @Test("With no schedule to spend nothing is claimed")
        func budget() throws {
            try start(switchings[0])
            let failure = try #require(try Failure(of: sample.named("torn_counter"), seed: 1))
            let none = try failure.shrink(schedules: 0)
            #expect(!none.wasReproduced && !none.isMinimum && none.runs.isEmpty)
            let one = try failure.shrink(schedules: 1)
            #expect(one.wasReproduced && !one.isMinimum && one.cost == failure.cost)
        }

        @Test("One after the other in the same memory, each comes to what it comes to alone")
        func restarts() throws {
            try start(switchings[0])
            let failures = try ["philosophers", "torn_counter", "signal_before_wait"].map { name in
                try #require(try Failure(of: sample.named(name), seed: 3))
            }
            let alone = try failures.map { try $0.shrink(schedules: 20_000) }
            var options = il_shrink_options()
            let shrink = try #require(il_shrink_create(&options))
            defer { il_shrink_destroy(shrink) }
            for _ in 1...2 {
                let together = try failures.map { try $0.shrink(schedules: 20_000, in: shrink) }
                #expect(together.map(\.cost) == alone.map(\.cost))
                #expect(together.map(\.schedules) == alone.map(\.schedules))
                #expect(together.allSatisfy(\.isMinimum))
            }
        }

        @Test("A failure that does not happen again is said to be none")
        func unrepeatable() throws {
            try start(switchings[0])
            let correct = Failure(sample: try sample.named("locked_counter"), runs: [], cost: 3, kind: .check)
            let shrunk = try correct.shrink(schedules: 100)
            #expect(!shrunk.wasReproduced && !shrunk.isMinimum && shrunk.schedules == 1)
        }
    }
}

/// A schedule of a sample that failed.
private struct Failure {
    enum Kind: Equatable {
        case check
        case outcome(il_outcome.RawValue)
    }

    struct Shrunk {
        var runs: [il_run]
        var cost: UInt32
        var schedules: UInt64
        var wasReproduced, isMinimum: Bool
    }

    let sample: sample
    let runs: [il_run]
    let cost: UInt32
    let kind: Kind

    init(sample: sample, runs: [il_run], cost: UInt32, kind: Kind) {
        self.sample = sample
        self.runs = runs
        self.cost = cost
        self.kind = kind
    }

    /// The first that a random search meets; nil if it meets none.
    init?(of sample: sample, seed: UInt64) throws {
        var options = Self.options(of: sample)
        options.strategy = IL_STRATEGY_RANDOM
        options.seed = seed
        guard let found = try Self.first(of: sample, options) else { return nil }
        self = found
    }

    /// Whether a bounded search meets it.
    func isMet(bound: UInt32) throws -> Bool {
        guard bound > 0 else {
            var options = Self.options(of: sample)
            options.strategy = IL_STRATEGY_PREEMPTION_BOUNDED
            options.bound_max = 1
            return try Self.first(of: sample, options) { $0.cost == 0 && $0.kind == kind } != nil
        }
        var options = Self.options(of: sample)
        options.strategy = IL_STRATEGY_PREEMPTION_BOUNDED
        options.bound_max = bound
        return try Self.first(of: sample, options) { $0.kind == kind } != nil
    }

    static func replay(_ sample: sample, _ runs: [il_run]) throws -> (kind: Kind?, cost: UInt32) {
        let trace = try Trace()
        return runs.withUnsafeBufferPointer { runs in
            var config = il_config()
            config.strategy = IL_STRATEGY_REPLAY.rawValue
            config.end = IL_END_FINISH.rawValue
            config.runs = runs.baseAddress
            config.runs_count = UInt32(runs.count)
            return (run(sample, &config, trace), cost(of: trace))
        }
    }

    /// - Parameter used: made for another failure; nil: one of its own.
    func shrink(schedules: UInt64, in used: OpaquePointer? = nil) throws -> Shrunk {
        let trace = try Trace()
        return try runs.withUnsafeBufferPointer { runs in
            var options = il_shrink_options()
            options.runs = runs.baseAddress
            options.runs_count = UInt32(runs.count)
            options.schedules_max = schedules
            options.spurious_max = UInt32(sample.spurious_max)
            options.timeouts_max = UInt32(sample.timeouts_max)
            options.end = IL_END_FINISH
            let shrink = try #require(used ?? il_shrink_create(&options))
            defer { if used == nil { il_shrink_destroy(shrink) } }
            if let used { il_shrink_restart(used, &options) }
            var config = il_config()
            while il_shrink_next(shrink, &config) {
                let kind = Self.run(sample, &config, trace)
                il_shrink_note(shrink, trace.pointer, kind == self.kind)
            }
            let result = try #require(il_shrink_result(shrink)).pointee
            return Shrunk(
                runs: Array(UnsafeBufferPointer(start: result.runs, count: Int(result.runs_count))),
                cost: result.cost, schedules: result.schedules_count, wasReproduced: result.was_reproduced,
                isMinimum: result.is_minimum)
        }
    }

    private static func options(of sample: sample) -> il_search_options {
        var options = il_search_options()
        options.schedules_max = 200_000
        options.spurious_max = UInt32(sample.spurious_max)
        options.timeouts_max = UInt32(sample.timeouts_max)
        options.end = IL_END_FINISH
        return options
    }

    private static func first(
        of sample: sample, _ options: il_search_options, where isMeant: (Failure) -> Bool = { _ in true }
    ) throws -> Failure? {
        let trace = try Trace()
        var options = options
        let search = try #require(il_search_create(&options))
        defer { il_search_destroy(search) }
        var config = il_config()
        while il_search_next(search, &config) {
            let kind = run(sample, &config, trace)
            il_search_note(search, trace.pointer)
            guard let kind else { continue }
            let failure = Failure(sample: sample, runs: runs(of: trace), cost: cost(of: trace), kind: kind)
            if isMeant(failure) { return failure }
        }
        return nil
    }

    private static func run(_ sample: sample, _ config: UnsafePointer<il_config>, _ trace: Trace) -> Kind? {
        _ = sample_failed()
        let outcome = il_schedule_run(config, trace.pointer, sample.body, nil)
        if outcome != IL_OUTCOME_ENDED { return .outcome(outcome.rawValue) }
        return sample_failed() ? .check : nil
    }

    private static func runs(of trace: Trace) -> [il_run] {
        let text = choices(of: trace)
        let count = Int(trace.pointer.pointee.runs_count)
        return [il_run](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, il_choices_read(text, buffer.baseAddress, count))
        }
    }

    private static func cost(of trace: Trace) -> UInt32 {
        let trace = trace.pointer.pointee
        return trace.preemptions_count + trace.spurious_count + trace.timeouts_count
    }
}
