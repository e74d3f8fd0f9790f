import CInterleave
import InterleavePrograms
import Testing

extension EngineTests {
    @Suite("Small programs")
    struct SampleTests {
        private func expectWhatIsSaid(of sample: sample, in result: Exploration.Result) {
            let expected = il_outcome.RawValue(sample.outcome)
            let findings = Set(result.outcomes.keys).subtracting([IL_OUTCOME_ENDED.rawValue])
            #expect(findings == (expected == 0 ? [] : [expected]))
            #expect((result.failed != nil) == sample.fails)
            #expect((result.raced != nil) == sample.races)
        }

        @Test(
            "The mix finds what is wrong and nothing else; every schedule can be repeated",
            arguments: smallSamples)
        func mix(name: String) throws {
            let sample = try sample.named(name)
            let result = try Exploration(schedules: 400).run(sample, replays: true)
            expectWhatIsSaid(of: sample, in: result)
            #expect(result.unrepeatable == [])
        }

        @Test("Switching by futex makes no difference", arguments: smallSamples)
        func switching(name: String) throws {
            let sample = try sample.named(name)
            let byFutex = try Exploration(switching: IL_SWITCH_FUTEX, schedules: 40).run(sample)
            for other in switchings where other != IL_SWITCH_FUTEX {
                let result = try Exploration(switching: other, schedules: 40).run(sample)
                #expect(result.hashes == byFutex.hashes)
            }
        }

        @Test("A schedule in a child is the one in process", arguments: smallSamples)
        func forked(name: String) throws {
            let sample = try sample.named(name)
            for switching in switchings {
                let inProcess = try Exploration(switching: switching, schedules: 8)
                    .run(sample, keepsConfigs: true)
                try start(switching)
                try #require(il_pool_reserve(4) == 0)
                let trace = try Trace()
                for (index, config) in inProcess.configs.enumerated() where config.points == 0 {
                    var config = config, failed = false, sample = sample
                    try #require(sample_run_forked(&sample, &config, trace.pointer, &failed) >= 0)
                    #expect(il_trace_hash(trace.pointer, 0) == inProcess.hashes[index])
                }
            }
        }

        @Test(
            "Each strategy alone finds the simple faults",
            arguments: [
                IL_STRATEGY_RANDOM, IL_STRATEGY_PCT, IL_STRATEGY_LEADER_PCT, IL_STRATEGY_POS,
                IL_STRATEGY_LOCKSTEP, IL_STRATEGY_POSTPONING, IL_STRATEGY_PREEMPTION_BOUNDED,
                IL_STRATEGY_DELAY_BOUNDED,
            ],
            [
                "racy_counter", "torn_counter", "load_store_counter", "crossed_locks", "philosophers",
                "signal_before_wait", "buffer_with_if", "destroyed_in_use", "published_relaxed",
                "wait_that_trusts", "timed_wait_that_trusts", "slept_for_order", "unjoined",
            ])
        func alone(strategy: il_strategy_kind, name: String) throws {
            let sample = try sample.named(name)
            expectWhatIsSaid(of: sample, in: try Exploration(strategy: strategy, schedules: 1000).run(sample))
        }

        @Test(
            "No strategy has anything against a correct program",
            arguments: [
                IL_STRATEGY_RANDOM, IL_STRATEGY_PCT, IL_STRATEGY_LEADER_PCT, IL_STRATEGY_POS,
                IL_STRATEGY_LOCKSTEP, IL_STRATEGY_POSTPONING, IL_STRATEGY_PREEMPTION_BOUNDED,
                IL_STRATEGY_DELAY_BOUNDED,
            ])
        func correct(strategy: il_strategy_kind) throws {
            let correct = sample.all.filter {
                !$0.is_big && $0.outcome == 0 && !$0.fails && !$0.races
            }
            #expect(correct.count >= 25)
            for sample in correct {
                let result = try Exploration(strategy: strategy, schedules: 100).run(sample)
                #expect(Set(result.outcomes.keys) == [IL_OUTCOME_ENDED.rawValue], "\(sample.title)")
                #expect(result.failed == nil && result.raced == nil, "\(sample.title)")
            }
        }

        @Test("One of a hundred equal threads, stopped in the right place", arguments: 1...5)
        func crowd(seed: UInt64) throws {
            let crowd = try sample.named("crowd")
            for strategy in [IL_STRATEGY_LEADER_PCT, IL_STRATEGY_MIX] {
                let result = try Exploration(strategy: strategy, seed: seed, schedules: 300).run(crowd)
                #expect(result.failed != nil)
            }
        }

        @Test(
            "Far more events than choices still come to their end",
            arguments: ["long_counter", "long_racy_counter"])
        func long(name: String) throws {
            let sample = try sample.named(name)
            expectWhatIsSaid(of: sample, in: try Exploration(schedules: 12).run(sample))
        }

        @Test("What is too big is said, and no finding")
        func limits() throws {
            var limits: [String] = []
            _ = try Exploration(schedules: 2).run(sample.named("too_many")) {
                limits.append(String(cString: il_limit_name($0.pointer.pointee.limit)))
            }
            #expect(limits == ["threads", "threads"])
            let endless = try Exploration(schedules: 1).run(sample.named("endless"))
            #expect(endless.first(IL_OUTCOME_STEP_LIMIT) == 1)
        }

        @Test("Without spurious wakeups, who trusts a wake is right")
        func budget() throws {
            var sample = try sample.named("wait_that_trusts")
            sample.spurious_max = 0
            #expect(try Exploration(schedules: 1000).run(sample).failed == nil)
        }
    }
}
