import CInterleave
import InterleavePrograms
import Testing

/// A place in the engine that only one test at a time may use: it runs one schedule in a process.
@Suite("The engine of the explorer", .serialized)
enum EngineTests {}

/// One way to search one of the sample programs.
struct Exploration {
    var strategy = IL_STRATEGY_MIX
    var switching = IL_SWITCH_USER
    var seed: UInt64 = 1
    var schedules: UInt64 = 300
    var bound: UInt32 = 0
    var waitsForTheFirst = false

    /// What came of a search: the numbers of the first schedules in which something happened, from 1.
    struct Result {
        var outcomes: [il_outcome.RawValue: Int] = [:]
        var failed: Int?
        var raced: Int?
        var schedules = 0
        var isExhausted = false
        var endedAtBound = false
        var hashes: [UInt64] = []
        /// Schedules that could not be replayed from their own choices as text.
        var unrepeatable: [String] = []

        func first(_ outcome: il_outcome) -> Int? { outcomes[outcome.rawValue] }
    }

    func run(
        _ sample: sample, replays: Bool = false,
        each: (Trace, il_config) -> Void = { _, _ in }
    ) throws -> Result {
        try start(switching)
        let trace = try Trace(), replayed = try Trace()
        var options = il_search_options()
        options.strategy = strategy
        options.seed = seed
        options.schedules_max = schedules
        options.bound_max = bound
        options.spurious_max = UInt32(sample.spurious_max)
        options.timeouts_max = UInt32(sample.timeouts_max)
        options.end = sample.end
        options.judges_leaks = sample.judges_leaks
        options.looks_long = sample.looks_long
        let search = try #require(il_search_create(&options))
        defer { il_search_destroy(search) }
        var result = Result()
        var config = il_config()
        _ = sample_failed()
        while il_search_next(search, &config) {
            result.schedules += 1
            let outcome = il_schedule_run(&config, trace.pointer, sample.body, nil)
            if sample_failed(), result.failed == nil { result.failed = result.schedules }
            if trace.pointer.pointee.races_count > 0, result.raced == nil { result.raced = result.schedules }
            if result.outcomes[outcome.rawValue] == nil {
                result.outcomes[outcome.rawValue] = result.schedules
            }
            result.hashes.append(il_trace_hash(trace.pointer, 0))
            if replays, !replay(sample, trace, config, into: replayed) {
                result.unrepeatable.append(choices(of: trace))
            }
            each(trace, config)
            il_search_note(search, trace.pointer)
        }
        result.isExhausted = il_search_is_exhausted(search)
        result.endedAtBound = il_search_ended_at_bound(search)
        return result
    }

    /// Whether the schedule comes out the same when only its choices, as text, are known.
    private func replay(_ sample: sample, _ trace: Trace, _ config: il_config, into other: Trace) -> Bool {
        let text = choices(of: trace)
        let count = Int(trace.pointer.pointee.runs_count)
        var runs = [il_run](repeating: il_run(), count: count)
        guard il_choices_read(text, &runs, count) == count else { return false }
        return runs.withUnsafeBufferPointer { buffer in
            var again = config
            again.strategy = IL_STRATEGY_REPLAY.rawValue
            again.keeps_decisions = false
            again.runs = buffer.baseAddress
            again.runs_count = UInt32(count)
            il_schedule_run(&again, other.pointer, sample.body, nil)
            _ = sample_failed()
            return il_trace_hash(other.pointer, 0) == il_trace_hash(trace.pointer, 0)
                && other.pointer.pointee.was_replayed_exactly
        }
    }
}

/// The memory a schedule writes to, shared with children.
final class Trace {
    let pointer: UnsafeMutablePointer<il_trace>

    init() throws {
        pointer = try #require(sample_trace_shared())
    }

    deinit { sample_trace_free(pointer) }

    var steps: [il_step] {
        let count = min(Int(pointer.pointee.steps_count), Int(IL_STEPS_MAX))
        return Array(UnsafeBufferPointer(start: sample_steps(pointer), count: count))
    }

    var races: [il_race] {
        withUnsafeBytes(of: &pointer.pointee.races) {
            Array($0.bindMemory(to: il_race.self).prefix(Int(pointer.pointee.races_count)))
        }
    }

    var waiting: [il_waiting] {
        withUnsafeBytes(of: &pointer.pointee.waiting) {
            Array($0.bindMemory(to: il_waiting.self).prefix(Int(pointer.pointee.waiting_count)))
        }
    }
}

func start(_ switching: il_switching) throws {
    var setup = il_setup()
    setup.switching = switching
    try #require(il_start(&setup) == 0)
    try #require(il_switching_used() == switching)
}

func choices(of trace: Trace) -> String {
    let bytes = il_choices_write(trace.pointer, nil, 0)
    return String(unsafeUninitializedCapacity: bytes) { buffer in
        buffer.withMemoryRebound(to: CChar.self) {
            il_choices_write(trace.pointer, $0.baseAddress, bytes) - 1
        }
    }
}

extension sample {
    var title: String { String(cString: name) }

    static var all: [sample] { (0..<samples_count()).map { sample_at($0).pointee } }

    static func named(_ name: String) throws -> sample {
        try #require(all.first { $0.title == name })
    }
}

/// Those that take no time, by name.
let smallSamples = sample.all.filter { !$0.is_big }.map(\.title)

/// Both ways to switch where the machine has them.
let switchings: [il_switching] = {
    var setup = il_setup()
    setup.switching = IL_SWITCH_USER
    return il_start(&setup) == 0 ? [IL_SWITCH_USER, IL_SWITCH_FUTEX] : [IL_SWITCH_FUTEX]
}()
