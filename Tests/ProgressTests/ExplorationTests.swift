import Foundation
import GRDB
import Testing

@testable import Progress

@Suite("Schedules that are kept for replay")
struct ExplorationTests {
    let home: TemporaryHome

    init() throws { home = try TemporaryHome() }

    private func schedule(_ choices: String, hash: String = "a1") -> ExploredSchedule {
        ExploredSchedule(
            sourceHash: hash, files: ["/home/me/큐.swift", "/home/me/b \"2\".swift"], languageMode: 5,
            choices: choices, strategy: "mix", seed: .max, kind: "deadlock")
    }

    @Test("what is kept comes back under its handle")
    func kept() throws {
        let handle = try home.store().keep(schedule("0*3,1*2"))
        #expect(handle.count == ProgressStore.handleLength)
        #expect(handle.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) })
        #expect(try home.store().schedule(handle) == schedule("0*3,1*2"))
        #expect(try home.store().schedule("zzzz") == nil)
    }

    @Test("the same schedule of the same program keeps its handle, another one gets its own")
    func stable() throws {
        let store = try home.store()
        let first = try store.keep(schedule("0*3,1*2"))
        #expect(try store.keep(schedule("0*3,1*2")) == first)
        #expect(try store.keep(schedule("0*3,1*3")) != first)
        #expect(try store.keep(schedule("0*3,1*2", hash: "b2")) != first)
    }

    @Test("a handle that is taken is made longer")
    func taken() throws {
        let store = try home.store()
        let handle = try store.keep(schedule("1"))
        let raw = try DatabaseQueue(path: home.database)
        try raw.write { try $0.execute(sql: "UPDATE explorations SET choices = 'other'") }
        let longer = try store.keep(schedule("1"))
        #expect(longer.hasPrefix(handle) && longer.count == handle.count + 1)
        #expect(try store.schedule(handle)?.choices == "other")
        #expect(try store.schedule(longer)?.choices == "1")
    }
}
