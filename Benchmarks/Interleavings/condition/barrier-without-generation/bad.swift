import Foundation

final class Meeting: @unchecked Sendable {
    private let condition = NSCondition()
    private let members: Int
    private var arrived = 0

    init(of members: Int) { self.members = members }

    func meet() {
        condition.lock()
        defer { condition.unlock() }
        arrived += 1
        if arrived == members {
            arrived = 0
            condition.broadcast()
            return
        }
        while arrived != 0 { condition.wait() }
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

let meeting = Meeting(of: 2)
let member: @Sendable () -> Void = {
    meeting.meet()
    meeting.meet()
}
inThreads([member, member])
