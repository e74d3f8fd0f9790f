import CInterleave
import Foundation
import InterleavePrograms
import Testing

extension EngineTests {
    @Suite("Proof")
    struct ProofTests {
        @Test(
            "As many executions as there are orders, and none of them twice", arguments: 0..<scenarios_count()
        )
        func scenarios(index: Int32) throws {
            try start(switchings[0])
            let scenario = scenario_at(index)
            let result = try Proof().run(scenario_body, UnsafeMutableRawPointer(mutating: scenario))
            #expect(result.proof.is_complete)
            #expect(result.proof.executions == scenario?.pointee.executions)
            #expect(result.proof.redundant == 0)
            #expect(result.classes.count == Int(result.proof.executions))
            #expect(result.outcomes == [IL_OUTCOME_ENDED.rawValue])
            #expect(!sample_failed())
        }

        @Test("Generated programs: every class of orders once, and every outcome that trying all orders has")
        func generated() throws {
            try start(switchings[0])
            let isLong = ProcessInfo.processInfo.environment["SIL_TEST_LONG"] != nil
            let programs = UInt64(isLong ? 20_000 : 1000)
            var executions: UInt64 = 0
            var redundant: UInt64 = 0
            for seed in 0..<programs {
                let program = try #require(generated_create(seed))
                defer { free(UnsafeMutableRawPointer(program)) }
                try #require(oracle_ask(program, 500_000), "program \(seed) is too large")
                let outcomes = Set((0..<oracle_outcomes_count()).map { oracle_outcome_at($0) })
                let result = try Proof(
                    spurious: UInt32(generated_spurious_max(program)),
                    timeouts: UInt32(generated_timeouts_max(program))
                ).run(generated_body, UnsafeMutableRawPointer(program)) { generated_outcome() }
                executions += result.proof.executions
                redundant += result.proof.redundant
                #expect(result.proof.executions == oracle_classes_count(), "program \(seed)")
                #expect(result.classes.count == Int(oracle_classes_count()), "program \(seed)")
                #expect(result.seen == outcomes, "program \(seed)")
                // A livelock is the end of a schedule, not of its threads.
                #expect(
                    result.proof.is_complete || result.proof.gaps == IL_GAP_CUT_SHORT.rawValue,
                    "program \(seed)")
            }
            #expect(Double(redundant) <= 0.03 * Double(executions), "\(redundant) of \(executions)")
        }

        @Test(
            "What a sample may come to is found, what it may not is ruled out, and each schedule can be replayed",
            arguments: smallSamples)
        func samples(name: String) throws {
            let sample = try sample.named(name)
            let budget: UInt64 = 3000
            let result = try Exploration(
                strategy: IL_STRATEGY_EXHAUSTIVE, switching: switchings[0], schedules: budget
            ).run(sample, replays: true)
            #expect(result.unrepeatable.isEmpty)
            let other = result.outcomes.keys.filter {
                $0 != IL_OUTCOME_ENDED.rawValue && $0 != il_outcome.RawValue(sample.outcome)
            }
            #expect(other.isEmpty)
            #expect(sample.fails || result.failed == nil)
            // A loop that gives up by itself is taken to wait for good: see the test below.
            guard result.isExhausted, name != "impatient" else { return }
            #expect(sample.fails == (result.failed != nil))
            #expect(sample.outcome == 0 || result.first(il_outcome(UInt32(sample.outcome))) != nil)
        }

        @Test("That a loop was taken to wait is said", arguments: ["impatient", "flag", "locked_counter"])
        func waiting(name: String) throws {
            try start(switchings[0])
            let proof = try Proof().run(sample.named(name).body, nil).proof
            _ = sample_failed()
            #expect(proof.assumes_waiting == (name != "locked_counter"))
        }

        @Test("A schedule that has too many events is no proof")
        func tooLong() throws {
            let sample = try sample.named("long_counter")
            try start(switchings[0])
            let result = try Proof(schedules: 2).run(sample.body, nil)
            #expect(result.proof.gaps & IL_GAP_EVENTS.rawValue != 0)
            #expect(!result.proof.is_complete)
            _ = sample_failed()
        }

        @Test("A program that does not do the same again is said to be so, and the search ends")
        func fickle() throws {
            try start(switchings[0])
            let result = try Proof().run(fickle_body, nil)
            #expect(result.proof.gaps & IL_GAP_DIVERGED.rawValue != 0)
            #expect(!result.proof.is_complete)
        }

        @Test("A budget that is used up is no proof", arguments: [5, 6, 7] as [UInt64])
        func budget(schedules: UInt64) throws {
            try start(switchings[0])
            let six = try #require(
                (0..<scenarios_count()).map { scenario_at($0) }.first { $0?.pointee.executions == 6 })
            let result = try Proof(schedules: schedules).run(
                scenario_body, UnsafeMutableRawPointer(mutating: six))
            #expect(result.proof.is_complete == (schedules >= 6))
            #expect(result.proof.executions == min(schedules, 6))
        }

        @Test(
            "A process for each schedule: the same executions", arguments: ["torn_counter", "buffer_with_if"])
        func forked(name: String) throws {
            let sample = try sample.named(name)
            try start(switchings[0])
            let inProcess = try Proof().run(sample.body, nil).proof
            _ = sample_failed()
            let trace = try Trace()
            var forked = il_proof()
            var failures = 0
            try Proof().search { search, config in
                var failed = false
                let outcome = withUnsafePointer(to: sample) {
                    sample_run_forked($0, config, trace.pointer, &failed)
                }
                try #require(outcome >= 0)
                failures += failed ? 1 : 0
                il_search_note(search, trace.pointer)
                il_search_proof(search, &forked)
            }
            #expect(forked.is_complete)
            #expect(forked.executions == inProcess.executions)
            #expect(failures > 0)
        }
    }
}

/// An exhaustive search.
struct Proof {
    var spurious: UInt32 = 0
    var timeouts: UInt32 = 0
    var schedules: UInt64 = 1_000_000

    struct Result {
        var proof = il_proof()
        /// Of the executions that were not redundant.
        var classes: Set<UInt64> = []
        var seen: Set<UInt64> = []
        var outcomes: Set<il_outcome.RawValue> = []
    }

    func run(
        _ body: @escaping @convention(c) (UnsafeMutableRawPointer?) -> Void,
        _ argument: UnsafeMutableRawPointer?,
        look: () -> UInt64 = { 0 }
    ) throws -> Result {
        let trace = try Trace()
        var result = Result()
        try search { search, config in
            let outcome = il_schedule_run(config, trace.pointer, body, argument)
            let isOf = il_search_class(search)
            let redundant = result.proof.redundant
            il_search_note(search, trace.pointer)
            il_search_proof(search, &result.proof)
            result.outcomes.insert(outcome.rawValue)
            result.seen.insert(look())
            if result.proof.redundant == redundant { result.classes.insert(isOf) }
        }
        return result
    }

    func search(_ schedule: (OpaquePointer, UnsafePointer<il_config>) throws -> Void) throws {
        var options = il_search_options()
        options.strategy = IL_STRATEGY_EXHAUSTIVE
        options.schedules_max = schedules
        options.spurious_max = spurious
        options.timeouts_max = timeouts
        let search = try #require(il_search_create(&options))
        defer { il_search_destroy(search) }
        var config = il_config()
        while il_search_next(search, &config) { try schedule(search, &config) }
    }
}
