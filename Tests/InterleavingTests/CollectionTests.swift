import Foundation
import Testing

/// The collection itself, before anything of it is run.
@Suite("The collection of interleavings")
struct CollectionTests {
    @Test("The manifest has a row for each folder and a folder for each row, with both twins in it")
    func whole() throws {
        let pairs = try Pair.manifest()
        let files = try #require(FileManager.default.enumerator(atPath: Pair.folder.path))
        let programs = files.compactMap { $0 as? String }.filter { $0.contains(".") }
        let expected = pairs.flatMap { [$0.file(.bad), $0.file(.good)] }
            .map { String($0.path.dropFirst(Pair.folder.path.count + 1)) }
        #expect(Set(programs) == Set(expected).union(["interleavings.yml"]))
    }

    @Test("It is large enough, in each family and in C")
    func size() throws {
        let families = try Dictionary(grouping: Pair.manifest(), by: \.family).mapValues(\.count)
        let required = [
            "atomicity": 10, "order": 6, "deadlock": 10, "condition": 7, "publication": 6, "aba": 3,
            "scale": 6, "livelock": 2, "lifetime": 2, "primitives": 8, "c": 16,
        ]
        for (family, count) in required { #expect(families[family, default: 0] >= count, "\(family)") }
        #expect(Set(families.keys) == Set(required.keys))
    }

    @Test("A row says its mode, its bug, and a kind that the contract knows", arguments: Pair.all)
    func row(pair: Pair) {
        let kinds = [
            "assertion", "crash", "data_race", "deadlock", "destroyed_lock", "livelock", "lost_wakeup",
        ]
        #expect(kinds.contains(pair.row.finds))
        #expect(pair.isC ? pair.row.mode == nil : [5, 6].contains(pair.row.mode))
        #expect(pair.row.bug.hasSuffix("."))
    }

    /// What both twins share must be more than what parts them, or the good one would not show that it is the bug
    /// that was found.
    @Test("The twins differ, and by little", arguments: Pair.all)
    func difference(pair: Pair) throws {
        let lines = { (twin: Pair.Twin) in
            try String(contentsOf: pair.file(twin), encoding: .utf8).split(separator: "\n").map(String.init)
        }
        let (bad, good) = (try lines(.bad), try lines(.good))
        let changes = good.difference(from: bad)
        #expect(!changes.isEmpty)
        #expect(changes.count < bad.count)
    }
}
