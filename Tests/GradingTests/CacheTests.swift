import Foundation
import Synchronization
import Testing

@testable import Grading

@Suite("캐시")
struct CacheTests {
    private let root = NSTemporaryDirectory() + "sil-cache-\(UUID().uuidString)"

    private func cache() throws -> Cache { try Cache(at: root) }

    /// An entry of `kilobytes`, last used `hours` ago.
    private func put(_ name: String, kilobytes: Int, hours: Int, in cache: Cache) throws {
        cache.store([UInt8](repeating: 7, count: kilobytes << 10), as: name)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: Double(-3600 * hours))],
            ofItemAtPath: cache.file(name))
    }

    @Test("한도를 넘으면 오래 쓰지 않은 것부터 지움")
    func trims() throws {
        let cache = try cache()
        try put("graders/old.so", kilobytes: 300, hours: 9, in: cache)
        try put("graders/new.so", kilobytes: 300, hours: 1, in: cache)
        try put("graders/middle.so", kilobytes: 300, hours: 5, in: cache)
        #expect(cache.trim(to: 700 << 10) >= 300 << 10)
        #expect(!cache.exists("graders/old.so"))
        #expect(cache.exists("graders/middle.so"))
        #expect(cache.exists("graders/new.so"))
    }

    @Test("쓴 것은 새것이 됨")
    func touchKeeps() throws {
        let cache = try cache()
        try put("graders/a.so", kilobytes: 300, hours: 9, in: cache)
        try put("graders/b.so", kilobytes: 300, hours: 5, in: cache)
        cache.touch("graders/a.so")
        cache.trim(to: 400 << 10)
        #expect(cache.exists("graders/a.so"))
        #expect(!cache.exists("graders/b.so"))
    }

    @Test("한도 안이면 아무것도 지우지 않음")
    func keepsWithinLimit() throws {
        let cache = try cache()
        try put("graders/a.so", kilobytes: 300, hours: 900, in: cache)
        #expect(cache.trim(to: 1 << 20) == 0)
        #expect(cache.exists("graders/a.so"))
    }

    @Test("남이 쓰는 동안에는 지우지 않음")
    func neverUnderAnother() throws {
        let cache = try cache()
        try put("graders/a.so", kilobytes: 300, hours: 9, in: cache)
        do {
            let other = try self.cache()
            #expect(cache.trim(to: 0) == 0)
            #expect(throws: GradingError.cacheInUse(path: root)) { try cache.clear() }
            #expect(other.exists("graders/a.so"))
        }
        #expect(try cache.clear() >= 300 << 10)
        #expect(cache.size().total < 64 << 10)
    }

    @Test("비우다 죽은 것이 남긴 것은 다음이 치움")
    func sweepsHalfRemoved() throws {
        let cache = try cache()
        let left = cache.file("stage/999999999-removed-1")
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try cache.stage().remove()
        #expect(!FileManager.default.fileExists(atPath: left))
    }

    @Test("한도는 환경 변수로 정하고, 아니면 2 GB임", arguments: [("10", 10 << 20), ("x", 2 << 30), ("-1", 2 << 30)])
    func limit(word: String, bytes: Int64) {
        #expect(Cache.limit(environment: ["SIL_CACHE_LIMIT_MB": word]) == bytes)
        #expect(Cache.limit(environment: [:]) == 2 << 30)
    }

    @Test(
        "Waiting for a lock around tasks keeps no thread from the task that holds it", .timeLimit(.minutes(1))
    )
    func lockAroundTasks() async throws {
        let cache = try cache()
        final class Inside: Sendable { let count = Mutex(0) }
        let inside = Inside()
        try await withThrowingTaskGroup(of: Void.self) { group in
            // More than there are threads for tasks, on any machine that this is likely to run on.
            for _ in 0..<(2 * ProcessInfo.processInfo.activeProcessorCount + 2) {
                group.addTask {
                    let lock = try await cache.lockAroundTasks("around")
                    defer { withExtendedLifetime(lock) {} }
                    let now = inside.count.withLock { count in
                        count += 1
                        return count
                    }
                    #expect(now == 1)
                    try await Task.sleep(for: .milliseconds(1))
                    inside.count.withLock { $0 -= 1 }
                }
            }
            try await group.waitForAll()
        }
    }
}
