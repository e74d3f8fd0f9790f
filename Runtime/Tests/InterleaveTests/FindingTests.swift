import CInterleave
import InterleavePrograms
import Testing

extension EngineTests {
    @Suite("What a finding holds")
    struct FindingTests {
        /// The first schedule of a sample with a certain outcome.
        private func first(
            _ outcome: il_outcome, of name: String, _ read: (Trace) throws -> Void
        ) throws {
            var found = 0
            var thrown: (any Error)?
            _ = try Exploration(schedules: 1000).run(sample.named(name)) { trace, _ in
                guard trace.pointer.pointee.outcome == outcome.rawValue, found == 0 else { return }
                found += 1
                do { try read(trace) } catch { thrown = error }
            }
            if let thrown { throw thrown }
            #expect(found == 1)
        }

        private func actions(_ trace: Trace, of thread: UInt8) -> [String] {
            trace.steps.filter { $0.thread == thread }
                .map { String(cString: il_action_name(il_action(UInt32($0.action)))) }
        }

        @Test("A deadlock: who holds what, who waits for whom")
        func deadlock() throws {
            try first(IL_OUTCOME_DEADLOCK, of: "crossed_locks") { trace in
                // Main may have got to its join or not: a cycle stays one, whatever others do.
                let waiting = trace.waiting.filter { $0.thread != 0 }
                try #require(waiting.map(\.thread) == [1, 2])
                #expect(waiting[0].held_by.0 == 1 << 2 && waiting[1].held_by.0 == 1 << 1)
                #expect(waiting[0].object != waiting[1].object)
                #expect(waiting.allSatisfy { $0.action == UInt8(IL_LOCK.rawValue) && $0.pc != 0 })
                #expect(actions(trace, of: 1) == ["start", "lock"])
                #expect(actions(trace, of: 2) == ["start", "lock"])
            }
        }

        @Test("A lost wakeup: the signal that nobody waited for, and the thread that waits")
        func lostWakeup() throws {
            try first(IL_OUTCOME_LOST_WAKEUP, of: "signal_before_wait") { trace in
                let signals = trace.steps.filter { $0.action == UInt8(IL_SIGNAL.rawValue) }
                #expect(signals.count == 1 && signals[0].notes & IL_NOTE_LOST.rawValue != 0)
                let waiter = trace.waiting.first { $0.action == UInt8(IL_WAIT.rawValue) }
                #expect(waiter?.thread == 1 && waiter?.held_by.0 == 0)
            }
        }

        @Test("A livelock: the word that is looked at")
        func livelock() throws {
            try first(IL_OUTCOME_LIVELOCK, of: "flag_nobody_sets") { trace in
                let looker = trace.waiting.first { $0.action == UInt8(IL_READ.rawValue) }
                #expect(looker?.thread == 1 && looker?.address != 0)
            }
        }

        @Test("A destroyed lock: which, and where it was used")
        func destroyed() throws {
            try first(IL_OUTCOME_DESTROYED_LOCK, of: "used_after_destroy") { trace in
                #expect(trace.pointer.pointee.at_object == 0 && trace.pointer.pointee.at_pc != 0)
            }
        }

        @Test("A race: both accesses, the earlier one first, as steps")
        func race() throws {
            var races: [(il_race, [il_step])] = []
            _ = try Exploration(strategy: IL_STRATEGY_RANDOM, schedules: 50).run(sample.named("racy_counter"))
            {
                trace, _ in
                for race in trace.races { races.append((race, trace.steps)) }
            }
            #expect(races.count >= 50)
            for (race, steps) in races {
                #expect(race.thread.0 != race.thread.1 && (race.is_write.0 || race.is_write.1))
                #expect(race.size == (4, 4) && race.step.0 < race.step.1)
                for (number, pc, thread, isWrite) in [
                    (race.step.0, race.pc.0, race.thread.0, race.is_write.0),
                    (race.step.1, race.pc.1, race.thread.1, race.is_write.1),
                ] {
                    let step = steps[Int(number)]
                    #expect(step.pc == pc && step.thread == thread && step.address == race.address)
                    #expect(step.action == UInt8((isWrite ? IL_WRITE : IL_READ).rawValue))
                }
            }
        }

        @Test("A lost update shows in the values: both read 0, both write 1")
        func values() throws {
            var lost: [[String]] = []
            _ = try Exploration(schedules: 100).run(sample.named("racy_counter")) { trace, _ in
                let accesses = trace.steps.filter { $0.thread != 0 && $0.address != 0 }
                guard accesses.prefix(2).allSatisfy({ $0.action == UInt8(IL_READ.rawValue) }) else { return }
                lost.append(
                    accesses.map {
                        "\(String(cString: il_action_name(il_action(UInt32($0.action))))) \($0.value)"
                    })
            }
            #expect(!lost.isEmpty)
            #expect(lost.allSatisfy { $0 == ["read 0", "read 0", "write 1", "write 1"] })
        }

        @Test("A spurious wakeup and a timeout are named")
        func notes() throws {
            for (name, note) in [
                ("wait_that_trusts", IL_NOTE_SPURIOUS), ("timed_wait_that_trusts", IL_NOTE_TIMEOUT),
            ] {
                var named = 0, failing = 0
                _ = try Exploration(schedules: 1000).run(sample.named(name)) { trace, _ in
                    guard trace.steps.contains(where: { $0.action == UInt8(IL_FAIL.rawValue) }) else {
                        return
                    }
                    failing += 1
                    if trace.steps.contains(where: { $0.notes & note.rawValue != 0 }) { named += 1 }
                }
                #expect(failing > 0 && named == failing)
            }
        }
    }
}
