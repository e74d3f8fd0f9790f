import Foundation

final class Model: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0
    var changed: (Int) -> Void = { _ in }

    func set(_ new: Int) {
        lock.lock()
        value = new
        lock.unlock()
        changed(new)
    }

    func get() -> Int {
        lock.lock()
        defer { lock.unlock() }
        return value
    }
}

final class View: @unchecked Sendable {
    private let lock = NSLock()
    private let model: Model
    private var shown = 0

    init(_ model: Model) { self.model = model }

    func show(_ value: Int) {
        lock.lock()
        shown = value
        lock.unlock()
    }

    func refresh() {
        lock.lock()
        shown = model.get()
        lock.unlock()
    }
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

let model = Model()
let view = View(model)
model.changed = { view.show($0) }
inThreads([{ model.set(1) }, { view.refresh() }])
