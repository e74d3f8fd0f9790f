import Foundation

let seats = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
// Who has a seat takes the left fork and then the right one.
sem_init(seats, 0, 5)
let forks = (0..<5).map { _ in NSLock() }
nonisolated(unsafe) let meals = UnsafeMutablePointer<Int>.allocate(capacity: 5)
meals.initialize(repeating: 0, count: 5)

func eat(at place: Int) {
    sem_wait(seats)
    forks[place].lock()
    forks[(place + 1) % 5].lock()
    meals[place] += 1
    forks[(place + 1) % 5].unlock()
    forks[place].unlock()
    sem_post(seats)
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

inThreads((0..<5).map { place in { eat(at: place) } })
precondition((0..<5).allSatisfy { meals[$0] == 1 })
