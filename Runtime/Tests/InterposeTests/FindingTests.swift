import Foundation
import Testing

@Suite("What a finding says")
struct FindingTests {
    private func explore(_ name: String, _ words: String = "") throws -> Exploration {
        try Exploration(Fixture.named(name).build(.wrong), words)
    }

    @Test("A race names both accesses, and ends with the second")
    func race() throws {
        let finding = try #require(try explore("mutex.c").first("data_race"))
        let race = try #require(finding.race)
        let accesses = race.map { finding.steps[$0] }
        #expect(race[1] == finding.steps.count - 1)
        #expect(Set(accesses.map(\.thread)).count == 2)
        #expect(accesses.allSatisfy { $0.size == 4 && $0.object == accesses[0].object })
        #expect(accesses.contains { $0.action == "write" })
        let object = try #require(accesses[0].object)
        #expect(finding.objects[object].kind == "variable" && finding.objects[object].address != nil)
    }

    @Test("A race of which no step is kept is told all the same")
    func farRace() throws {
        let exploration = try explore("far-race.c", "schedules=20")
        #expect(exploration.kinds == ["data_race"])
        for finding in exploration.findings {
            let race = try #require(finding.race)
            #expect(race == [0, finding.steps.count - 1])
            let accesses = race.map { finding.steps[$0] }
            #expect(Set(accesses.map(\.thread)) == [1, 2] && Set(accesses.map(\.object)).count == 1)
            #expect(accesses.contains { $0.action == "write" } && accesses.allSatisfy { $0.pc != nil })
        }
        #expect(exploration.findings.contains { $0.steps.count == 2 && $0.omitted > 0 })
    }

    @Test("A lost update shows both reads of the same value, and the failed check behind them")
    func lostUpdate() throws {
        let finding = try #require(try explore("mutex.c").first("assertion"))
        let counted = finding.steps.filter { $0.size == 4 && $0.thread > 0 }
        #expect(counted.filter { $0.action == "read" }.map(\.value) == ["0x0", "0x0"])
        #expect(counted.filter { $0.action == "write" }.map(\.value) == ["0x1", "0x1"])
        #expect(finding.steps.last?.action == "fail" && finding.steps.last?.pc != nil)
        #expect(finding.signal == SIGABRT && finding.preemptions > 0)
        #expect(finding.error.contains("Assertion `count == 2' failed."))
        #expect(finding.threads.count == 3)
        #expect(finding.threads[1].start == finding.threads[2].start && finding.threads[1].start != nil)
    }

    @Test("A deadlock shows who waits for whom")
    func deadlock() throws {
        let finding = try #require(try explore("lock-order.c").first("deadlock"))
        let locks = finding.waiting.filter { $0.action == "lock" }
        #expect(locks.map(\.thread).sorted() == [1, 2])
        #expect(Set(locks.compactMap(\.object)).count == 2)
        for lock in locks { #expect(lock.held_by == [3 - lock.thread] && lock.pc != nil) }
        #expect(finding.objects.filter { $0.kind == "mutex" }.count == 2)
    }

    @Test("Mutexes of Swift are locks, with holders")
    func swiftMutex() throws {
        let finding = try #require(try explore("swift-mutex-order.swift").first("deadlock"))
        let locks = finding.waiting.filter { waiting in
            waiting.object.map { finding.objects[$0].kind } == "swift_mutex"
        }
        #expect(locks.count == 2 && locks.allSatisfy { $0.held_by.count == 1 && $0.pc != nil })
    }

    @Test("A lost wakeup says that the signal came too early")
    func lostWakeup() throws {
        let finding = try #require(try explore("lost-wakeup.c").first("lost_wakeup"))
        #expect(finding.steps.contains { $0.action == "signal" && $0.note == "lost" })
        #expect(finding.waiting.contains { $0.thread == 0 && $0.action == "wait" })
    }

    @Test("A wakeup without a signal is named")
    func spurious() throws {
        let finding = try #require(try explore("spurious.c").first("assertion"))
        #expect(finding.steps.contains { $0.action == "wake" && $0.note == "spurious" })
        #expect(try explore("spurious.c", "spurious=0 schedules=2000").kinds.isEmpty)
    }

    @Test("A thread that is never told to stop is a finding only if it is asked for")
    func leakedThread() throws {
        let words = "leaks=1 schedules=2000"
        let finding = try #require(try explore("leaks/stops-workers.c", words).findings.first)
        #expect(finding.kind == "leaked_thread")
        #expect(finding.waiting.map(\.action) == ["wait"] && finding.waiting.allSatisfy { $0.thread != 0 })
        #expect(try explore("leaks/stops-workers.c", "schedules=2000").kinds.isEmpty)
        let right = try Exploration(Fixture.named("leaks/stops-workers.c").build(.right), words)
        #expect(right.kinds.isEmpty, "\(right.lines)")
        let again = try explore("leaks/stops-workers.c", "leaks=1 replay=\(finding.choices)")
        #expect(again.kinds == ["leaked_thread"])
    }

    @Test("A trap of Swift's without a word is a crash at the learner's line; with one, a failed check")
    func traps() throws {
        let silent = try #require(try explore("swift-trap.swift").first("crash"))
        #expect(silent.signal == SIGILL && silent.steps.last?.action == "fail")
        #expect(silent.steps.last?.pc != nil)
        let said = try #require(try explore("ns-lock.swift").first("assertion"))
        #expect(said.error.hasSuffix("an update is lost\n") && said.steps.last?.pc != nil)
    }

    @Test(
        "What a finding calls its choices shows it again",
        arguments: ["mutex.c", "condition.c", "swift-mutex.swift"])
    func replay(name: String) throws {
        let found = try #require(try explore(name).findings.last)
        let again = try explore(name, "replay=\(found.choices)")
        let finding = try #require(again.findings.last)
        #expect(again.end?.schedules == 1)
        #expect(finding.kind == found.kind && finding.choices == found.choices)
        #expect(finding.steps.map(\.pc) == found.steps.map(\.pc))
    }

    @Test(
        "What is told interrupts no more than it must, and that is said",
        arguments: [
            ("mutex.c", "assertion", 1), ("lock-order.c", "deadlock", 1), ("lost-wakeup.c", "lost_wakeup", 1),
            ("swift-mutex.swift", "assertion", 1),
        ])
    func shortened(name: String, kind: String, preemptions: Int) throws {
        for strategy in ["mix", "random"] {
            let found = try #require(try explore(name, "strategy=\(strategy) seed=7").first(kind))
            #expect(found.minimum, "\(strategy)")
            #expect(found.preemptions <= preemptions, "\(strategy)")
        }
    }

    @Test("To shorten is no part of the search: its schedules are not counted, and it ends where it did")
    func shorteningIsApart() throws {
        let exploration = try explore("mutex.c")
        #expect(exploration.end?.schedules == exploration.findings.last?.schedule)
        #expect(exploration.end?.ended == "finding")
    }

    @Test("A replay in which nothing is found is told all the same")
    func replayedClean() throws {
        let clean = try Exploration(Fixture.named("mutex.c").build(.right), "replay=0x1,1x5,0x1,2x5,0")
        #expect(clean.findings.map(\.kind) == ["none"])
        #expect(clean.findings.first?.steps.isEmpty == false)
    }

    @Test("Values and orders of atomics")
    func atomics() throws {
        let finding = try #require(try explore("publication.c").first("data_race"))
        let stores = finding.steps.filter { $0.action == "write" && $0.order != nil }
        #expect(stores.map(\.order) == ["relaxed"] && stores.map(\.value) == ["0x1"])
        #expect(finding.steps.contains { $0.action == "read" && $0.order == "acquire" })
        let counted = try #require(try explore("atomic.c").first("assertion"))
        let atomic = counted.steps.filter { $0.order != nil }
        #expect(atomic.allSatisfy { $0.order == "seq_cst" })
        #expect(Set(atomic.map(\.note)) == [nil, "rmw"])
    }
}
