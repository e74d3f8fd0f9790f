import CInterleave
import InterleavePrograms
import Testing

extension EngineTests {
    @Suite("Search")
    struct SearchTests {
        @Test(
            "A seed gives the same schedules a thousand times",
            arguments: ["crossed_locks", "buffer", "peterson"])
        func deterministic(name: String) throws {
            let sample = try sample.named(name)
            let first = try Exploration(seed: 7, schedules: 8).run(sample).hashes
            for _ in 0..<1000 {
                try #require(try Exploration(seed: 7, schedules: 8).run(sample).hashes == first)
            }
        }

        @Test("Another seed gives others")
        func seeds() throws {
            let sample = try sample.named("buffer")
            let all = try (1...20).map { try Exploration(seed: $0, schedules: 8).run(sample).hashes }
            #expect(Set(all).count == 20)
        }

        @Test(
            "A bounded search ends, and with a larger bound has seen more",
            arguments: [IL_STRATEGY_PREEMPTION_BOUNDED, IL_STRATEGY_DELAY_BOUNDED])
        func bounded(strategy: il_strategy_kind) throws {
            let sample = try sample.named("torn_counter")
            let results = try (1...3).map {
                try Exploration(strategy: strategy, schedules: 100_000, bound: $0).run(sample)
            }
            #expect(results.allSatisfy { $0.endedAtBound && !$0.isExhausted })
            let counts = results.map { Set($0.hashes).count }
            #expect(counts[0] < counts[1] && counts[1] < counts[2])
            #expect(Set(results[1].hashes).isSubset(of: Set(results[2].hashes)))
        }

        @Test("A preemption-bounded search makes no more preemptions than it may")
        func preemptions() throws {
            var most: UInt32 = 0
            let exploration = Exploration(
                strategy: IL_STRATEGY_PREEMPTION_BOUNDED, schedules: 100_000, bound: 2)
            _ = try exploration.run(sample.named("torn_counter")) { trace, _ in
                most = max(most, trace.pointer.pointee.preemptions_count)
            }
            #expect(most == 2)
        }

        @Test("A random search of a small program meets every order that a bounded one does")
        func coverage() throws {
            let sample = try sample.named("racy_counter")
            let bounded = try Exploration(
                strategy: IL_STRATEGY_PREEMPTION_BOUNDED, schedules: 1_000_000, bound: 1000
            ).run(sample)
            let random = try Exploration(strategy: IL_STRATEGY_RANDOM, schedules: 20_000).run(sample)
            #expect(bounded.isExhausted)
            #expect(Set(bounded.hashes) == Set(random.hashes))
        }

        @Test(
            "No bound is called the end of all schedules, and neither are schedules that were cut",
            arguments: [IL_STRATEGY_PREEMPTION_BOUNDED, IL_STRATEGY_DELAY_BOUNDED])
        func honestBounds(strategy: il_strategy_kind) throws {
            let racy = try sample.named("racy_counter")
            var whole: Exploration.Result?
            for bound: UInt32 in 1...1000 {
                let result = try Exploration(strategy: strategy, schedules: 1_000_000, bound: bound).run(racy)
                #expect(result.isExhausted != result.endedAtBound)
                if result.isExhausted {
                    whole = result
                    break
                }
            }
            let all = try #require(whole)
            let random = try Exploration(strategy: IL_STRATEGY_RANDOM, schedules: 20_000).run(racy)
            #expect(Set(random.hashes).isSubset(of: Set(all.hashes)))
            let endless = try Exploration(strategy: strategy, schedules: 40).run(sample.named("endless"))
            #expect(!endless.isExhausted)
        }

        @Test("Half of the mix's schedules make all threads before any of them runs")
        func gathered() throws {
            var gathers: [Bool] = [], runsAtOnce: [Bool] = []
            _ = try Exploration(schedules: 96).run(sample.named("ring_of_ten")) { trace, config in
                let created = trace.steps.lastIndex { $0.action == UInt8(IL_CREATE.rawValue) }
                let started = trace.steps.firstIndex { $0.thread > 0 }
                gathers.append(config.gathers)
                runsAtOnce.append((started ?? .max) < (created ?? 0))
            }
            #expect(gathers.filter { $0 }.count == 48)
            #expect(zip(gathers, runsAtOnce).allSatisfy { !($0 && $1) })
            #expect(runsAtOnce.contains(true))
        }

        @Test("Ten threads that come late by different ways are stopped at one place", arguments: 1...5)
        func postponed(seed: UInt64) throws {
            let ring = try sample.named("skewed_ring")
            for strategy in [IL_STRATEGY_POSTPONING, IL_STRATEGY_MIX] {
                let result = try Exploration(strategy: strategy, seed: seed, schedules: 1000).run(ring)
                #expect(result.first(IL_OUTCOME_DEADLOCK) != nil)
            }
        }

        @Test("Where no schedule ends, later ones are cut sooner")
        func reach() throws {
            var events: [UInt64] = []
            _ = try Exploration(strategy: IL_STRATEGY_POS, schedules: 16).run(sample.named("endless")) {
                trace, _ in
                events.append(trace.pointer.pointee.events_count)
            }
            #expect(events.prefix(12).allSatisfy { $0 > UInt64(IL_EVENTS_MAX) })
            #expect(events.dropFirst(12).allSatisfy { $0 < UInt64(IL_EVENTS_MAX) / 5 })
        }

        @Test("Every strategy has a name, and only those")
        func names() {
            for raw in IL_STRATEGY_MIX.rawValue...IL_STRATEGY_REPLAY.rawValue {
                let kind = il_strategy_kind(raw)
                var read = IL_STRATEGY_MIX
                #expect(il_strategy_named(il_strategy_name(kind), &read) && read == kind)
            }
            var read = IL_STRATEGY_MIX
            #expect(!il_strategy_named("dfs", &read) && !il_strategy_named("", &read))
        }

        @Test(
            "What is no list of choices is refused",
            arguments: [
                "", ",", "0,", "x3", "0x", "0y2", "128", "0x4294967296", "0x1 ,1", "-1", "0xx2", "0ss",
            ])
        func badChoices(text: String) {
            var runs = [il_run](repeating: il_run(), count: 8)
            #expect(il_choices_read(text, &runs, 8) == -1)
        }

        @Test("Choices are read as they were written")
        func choices() throws {
            var runs = [il_run](repeating: il_run(), count: 4)
            #expect(il_choices_read("0x12,127t,3sx1,0f", &runs, 4) == 4)
            #expect(runs.map(\.thread) == [0, 127, 3, 0] && runs.map(\.events) == [12, 0, 1, 0])
            let variants = [IL_NORMAL, IL_TIMEOUT, IL_SPURIOUS, IL_FINISH].map { UInt8($0.rawValue) }
            #expect(runs.map(\.variant) == variants)
            #expect(il_choices_read("0,1,2,3,4", &runs, 4) == -1)
        }

        @Test("A replay that cannot be followed says so, and ends all the same")
        func strayReplay() throws {
            try start(switchings[0])
            let trace = try Trace()
            var runs = [il_run](repeating: il_run(), count: 3)
            let count = il_choices_read("0x1,9x4,1x2", &runs, 3)
            try #require(count == 3)
            try runs.withUnsafeBufferPointer { buffer in
                var config = il_config()
                config.strategy = IL_STRATEGY_REPLAY.rawValue
                config.runs = buffer.baseAddress
                config.runs_count = 3
                let sample = try sample.named("locked_counter")
                #expect(il_schedule_run(&config, trace.pointer, sample.body, nil) == IL_OUTCOME_ENDED)
            }
            #expect(!trace.pointer.pointee.was_replayed_exactly)
        }
    }
}
