import Foundation
@testable import GraderKit
import Testing

/// Whether a thread that waits is seen to sleep, and one that looks again and again is not.
struct SleeperTests {
    @Test("A thread that waits for a lock is asleep")
    func waits() {
        let lock = NSLock()
        lock.lock()
        let waiter = Sleeper { lock.lock() }
        #expect(waiter.fallsAsleep())
        lock.unlock()
    }

    @Test("One that spins until it may go on is not")
    func spins() {
        let mayGo = Guarded(false)
        let waiter = Sleeper { while !mayGo.value {} }
        #expect(!waiter.fallsAsleep())
        mayGo.withLock { $0 = true }
    }

    @Test("Nor is one that naps between its looks")
    func naps() {
        let mayGo = Guarded(false)
        let waiter = Sleeper { while !mayGo.value { usleep(2000) } }
        #expect(!waiter.fallsAsleep())
        mayGo.withLock { $0 = true }
    }

    @Test("Nor one that has ended")
    func ended() {
        #expect(!Sleeper {}.fallsAsleep())
    }

    @Test("What it used before it fell asleep does not matter")
    func works() {
        let lock = NSLock()
        lock.lock()
        let waiter = Sleeper {
            var sum = 0
            for number in 0..<100_000 { sum &+= number ^ sum }
            lock.lock()
            lock.unlock()
        }
        #expect(waiter.fallsAsleep())
        lock.unlock()
    }

    @Test("One that lets others go first gives way, one that only spins or has ended does not")
    func givesWay() {
        let rests = Guarded(0)
        let mayGo = Guarded(false)
        let spinner = Sleeper { while !mayGo.value {} }
        #expect(!spinner.givesWay(after: 0, counting: { rests.value }))
        let polite = Sleeper { while !mayGo.value { rests.withLock { $0 += 1 } } }
        #expect(polite.givesWay(after: 0, counting: { rests.value }))
        mayGo.withLock { $0 = true }
        let gone = Sleeper {}
        while gone.fallsAsleep() {}
        let now = rests.value
        #expect(!gone.givesWay(after: now, counting: { now }))
    }
}
