import Foundation

let rooms = [NSLock(), NSLock(), NSLock()]

func walk(from room: Int) {
    let next = (room + 1) % rooms.count
    rooms[room].lock()
    rooms[next].lock()
    rooms[next].unlock()
    rooms[room].unlock()
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

inThreads([{ walk(from: 0) }, { walk(from: 1) }, { walk(from: 2) }])
