import Foundation
import Testing

/// The same whole streams that `sil` is tested against.
@Suite("Records are those that were agreed on")
struct RecordTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Docs/records")

    private func golden(_ name: String) throws -> [String] {
        try String(contentsOf: Self.folder.appending(path: "explore-\(name).jsonl"), encoding: .utf8)
            .split(separator: "\n").map(String.init).filter { !$0.contains(#""record":"progress""#) }
    }

    /// Keys of all depths in the order in which they first come.
    private func keys(_ line: String) -> [String] {
        line.matches(of: #/"([a-z_]+)":/#).map { String($0.1) }
            .reduce(into: []) { keys, key in if !keys.contains(key) { keys.append(key) } }
    }

    private func line(_ kind: String, in lines: [String]) throws -> String {
        try #require(lines.first { $0.contains(#""kind":"\#(kind)""#) })
    }

    @Test(
        "A finding has the same keys in the same order",
        arguments: [
            ("race", "mutex.c", "data_race"), ("race", "mutex.c", "assertion"),
            ("deadlock", "lock-order.c", "deadlock"), ("lost-wakeup", "lost-wakeup.c", "lost_wakeup"),
        ])
    func findings(stream: String, fixture: String, kind: String) throws {
        let told = try Exploration(Fixture.named(fixture).build(.wrong), "").lines
        let agreed = try golden(stream)
        #expect(try keys(line(kind, in: told)) == keys(line(kind, in: agreed)))
        #expect(keys(told.first ?? "") == keys(agreed.first ?? ""))
        #expect(keys(told.last ?? "") == keys(agreed.last ?? ""))
    }

    @Test("So has what is not controlled")
    func uncontrolled() throws {
        let told = try Exploration(Fixture.named("refused-fork.c").build(.right), "").lines
        // Neither names an object, waits or races: what lies below those keys is not there.
        #expect(
            try keys(line("uncontrolled", in: told)) == keys(line("uncontrolled", in: golden("uncontrolled")))
        )
    }

    @Test("And a fault")
    func fault() throws {
        let told = try Exploration(Fixture.named("mutex.c").build(.right), "colour=red").lines
        let agreed = try #require(try golden("fault").last)
        #expect(told.last.map(keys) == keys(agreed))
    }

    @Test("No line is longer than a reader takes")
    func length() throws {
        let crowd = try Exploration(Fixture.named("classics/hundred.c").build(.wrong), "").lines
        #expect(crowd.count > 2 && crowd.allSatisfy { $0.utf8.count < 1 << 20 })
    }
}
