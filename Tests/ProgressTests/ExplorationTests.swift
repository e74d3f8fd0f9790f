import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

@Suite("Schedules that are kept for replay")
struct ExplorationTests {
    let home: TemporaryHome

    init() throws { home = try TemporaryHome() }

    private func schedule(
        _ choices: String, text: String = "print(1)\n", subject: ExploredSchedule.Subject? = nil
    ) -> ExploredSchedule {
        ExploredSchedule(
            subject: subject ?? .program(paths: ["/home/me/큐.swift", "/home/me/b \"2\".swift"]),
            source: SubmissionSource(files: [(name: "큐.swift", bytes: Array(text.utf8))]), languageMode: 5,
            strategy: "mix", seed: .max, toolchain: "Swift version 6.3.1",
            finding: Finding(
                kind: .deadlock, schedule: 3, choices: choices,
                steps: [FindingStep(thread: "A", action: .lock, lock: "문")]))
    }

    @Test("what is kept comes back under its handle, with its files and its story")
    func kept() throws {
        let handle = try home.store().keep(schedule("0*3,1*2"))
        #expect(handle.count == ProgressStore.handleLength)
        #expect(handle.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) })
        #expect(try home.store().schedule(handle) == schedule("0*3,1*2"))
        #expect(try home.store().schedule(handle)?.source.files.map(\.bytes) == [Array("print(1)\n".utf8)])
        #expect(try home.store().schedule("zzzz") == nil)
    }

    @Test("the same schedule of the same program keeps its handle, another one gets its own")
    func stable() throws {
        let store = try home.store()
        let first = try store.keep(schedule("0*3,1*2"))
        #expect(try store.keep(schedule("0*3,1*2")) == first)
        #expect(try store.keep(schedule("0*3,1*3")) != first)
        #expect(try store.keep(schedule("0*3,1*2", text: "print(2)\n")) != first)
        #expect(
            try store.keep(schedule("0*3,1*2", subject: .exercise(course: "c", slug: "once"))) != first)
    }

    @Test("what was found in an exercise comes back as that")
    func exercise() throws {
        var kept = schedule("0*3,1*2", subject: .exercise(course: "siltarae", slug: "hit-counter"))
        kept.finding.scenario = Finding.Scenario(test: "HitCounterTests.testTwo", title: "두 스레드")
        let handle = try home.store().keep(kept)
        #expect(try home.store().schedule(handle) == kept)
    }

    @Test(
        "what was found in a course and in programs, the last first; of some exercises, of a period, so many")
    func listed() throws {
        let store = try home.store()
        func found(_ subject: ExploredSchedule.Subject?) throws -> String {
            try store.keep(schedule("\(UUID())", subject: subject))
        }
        let program = try found(nil)
        let old = try found(.exercise(course: courseID, slug: "old-sum"))
        _ = try found(.exercise(course: "other", slug: "sum"))
        let sum = try found(.exercise(course: courseID, slug: "sum"))
        let all = try store.schedules(course: courseID, limit: 10)
        #expect(all.kept.map(\.handle) == [sum, old, program] && all.count == 3)
        #expect(try all.kept.first?.schedule == store.schedule(sum))
        let two = try store.schedules(course: courseID, limit: 2)
        #expect(two.kept.map(\.handle) == [sum, old] && two.count == 3)
        let exercise = Exercise.named("sum", renamedFrom: ["old-sum"])
        let own = try store.schedules(course: courseID, exercises: [exercise], limit: 10)
        #expect(own.kept.map(\.handle) == [sum, old])
        #expect(try store.schedules(course: courseID, exercises: [], limit: 10).count == 0)
        let late = try #require(all.kept.first?.at)
        #expect(try store.schedules(course: courseID, since: late, limit: 10).kept.map(\.handle) == [sum])
    }

    @Test("a handle that is taken is made longer")
    func taken() throws {
        let store = try home.store()
        let handle = try store.keep(schedule("1"))
        let raw = try DatabaseQueue(path: home.database)
        let other = "UPDATE explorations SET finding = replace(finding, '\"1\"', '\"2\"')"
        try raw.write { try $0.execute(sql: other) }
        let longer = try store.keep(schedule("1"))
        #expect(longer.hasPrefix(handle) && longer.count == handle.count + 1)
        #expect(try store.schedule(handle)?.finding.choices == "2")
        #expect(try store.schedule(longer)?.finding.choices == "1")
        #expect(Set(try store.handles(limit: 9)) == [handle, longer])
    }

    @Test("what an earlier sil kept without its story is not shown, and its handle is not given away")
    func withoutStory() throws {
        let store = try home.store()
        let handle = try store.keep(schedule("1"))
        let raw = try DatabaseQueue(path: home.database)
        try raw.write { try $0.execute(sql: "UPDATE explorations SET finding = NULL, source = NULL") }
        #expect(try store.schedule(handle) == nil)
        #expect(try store.handles(limit: 9).isEmpty)
        #expect(try store.keep(schedule("1")) != handle)
    }
}
