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
                try start(switching)
                try #require(il_pool_reserve(4) == 0)
                let forked = try Trace()
                var different: [String] = []
                _ = try Exploration(switching: switching, schedules: 8).run(sample) { trace, config in
                    var config = config, failed = false, sample = sample
                    let outcome = sample_run_forked(&sample, &config, forked.pointer, &failed)
                    let isSame = il_trace_hash(forked.pointer, 0) == il_trace_hash(trace.pointer, 0)
                    if outcome < 0 || !isSame { different.append(choices(of: trace)) }
                }
                #expect(different == [])
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

        @Test(
            "Among a hundred equal threads, also if all have the same function as the one that checks",
            arguments: ["crowd", "crowd_in_two_stages", "crowd_of_closures"], 1...3)
        func crowd(name: String, seed: UInt64) throws {
            #expect(try Exploration(seed: seed, schedules: 1000).run(sample.named(name)).failed != nil)
        }

        @Test(
            "Far more events than choices still come to their end",
            arguments: ["long_counter", "long_racy_counter"])
        func long(name: String) throws {
            let sample = try sample.named(name)
            expectWhatIsSaid(of: sample, in: try Exploration(schedules: 12).run(sample))
        }

        @Test(
            "A loop whose bound nobody sees is none that never ends; what never ends is one for all the looks"
        )
        func unseenBound() throws {
            let bounded = try sample.named("unseen_bound")
            expectWhatIsSaid(of: bounded, in: try Exploration(schedules: 6).run(bounded))
            for name in ["flag_nobody_sets", "left_alone", "spin_inside_lock", "left_alone_with_local"] {
                var endless = try sample.named(name)
                endless.looks_long = true
                let result = try Exploration(schedules: 4).run(endless, replays: true) { trace, _ in
                    // What is kept of the trace begins before the looks.
                    #expect(trace.pointer.pointee.steps_count < UInt64(IL_STEPS_MAX))
                }
                let ends = Set(result.outcomes.keys)
                #expect(ends.contains(IL_OUTCOME_LIVELOCK.rawValue), "\(name)")
                #expect(
                    ends.isSubset(of: [IL_OUTCOME_LIVELOCK.rawValue, IL_OUTCOME_ENDED.rawValue]), "\(name)")
                #expect(result.unrepeatable == [], "\(name)")
            }
        }

        @Test("What is too big is said, and no finding")
        func limits() throws {
            var limits: [String] = []
            _ = try Exploration(schedules: 2).run(sample.named("too_many")) { trace, _ in
                limits.append(String(cString: il_limit_name(trace.pointer.pointee.limit)))
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
