import Foundation

final class Cache: @unchecked Sendable {
    private let lock = NSLock()
    private var pages: [String: String] = [:]
    private var computed = 0

    func page(_ name: String) -> String {
        lock.lock()
        defer { lock.unlock() }
        if let page = pages[name] { return page }

        let page = "<h1>\(name)</h1>"
        computed += 1
        pages[name] = page
        return page
    }

    var misses: Int { lock.withLock { computed } }
}

/// Runs every body on a thread of its own and returns when all have ended.
func inThreads(_ bodies: [@Sendable () -> Void]) {
    let ended = NSCondition()
    nonisolated(unsafe) var running = bodies.count
    for body in bodies {
        let thread = Thread {
            body()
            ended.lock()
            running -= 1
            ended.signal()
            ended.unlock()
        }
        thread.start()
    }
    ended.lock()
    while running > 0 { ended.wait() }
    ended.unlock()
}

let cache = Cache()
inThreads([
    { precondition(cache.page("home") == "<h1>home</h1>") },
    { precondition(cache.page("home") == "<h1>home</h1>") },
])
precondition(cache.misses == 1, "the page was made twice")
