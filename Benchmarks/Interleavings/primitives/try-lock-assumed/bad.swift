import Foundation
import Synchronization

let lock = NSLock()
let editors = Atomic(0)

func edit() {
    precondition(editors.wrappingAdd(1, ordering: .relaxed).newValue == 1, "two edit at once")
    editors.wrappingSubtract(1, ordering: .relaxed)
}

func save() {
    lock.lock()
    edit()
    lock.unlock()
}

func autosave() {
    _ = lock.try()
    edit()
    lock.unlock()
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

inThreads([{ save() }, { autosave() }])
