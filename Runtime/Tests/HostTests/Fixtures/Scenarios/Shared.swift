// What a learner might hand in where threads share: right, wrong, and hard to explore.
import Foundation
import Glibc
import Synchronization

public final class RacyCounter: @unchecked Sendable {
    public var value = 0
    public init() {}
    public func increment() { value += 1 }  // race
}

public final class LockedCounter: @unchecked Sendable {
    private var count = 0
    private let lock = NSLock()
    public init() {}
    public func increment() {
        lock.lock()
        count += 1
        lock.unlock()
    }
    public var value: Int { lock.withLock { count } }
}

public final class MutexCounter: Sendable {
    private let count = Mutex(0)
    public init() {}
    public func increment() { count.withLock { $0 += 1 } }
    public var value: Int { count.withLock { $0 } }
}

/// No two accesses race, but a number is lost where both threads read before either writes.
public final class TwoStepCounter: Sendable {
    private let count = Atomic(0)
    public init() {}
    public func increment() {
        let seen = count.load(ordering: .sequentiallyConsistent)
        count.store(seen + 1, ordering: .sequentiallyConsistent)
    }
    public var value: Int { count.load(ordering: .sequentiallyConsistent) }
    /// Traps where a number was lost.
    public func check(_ expected: Int) { precondition(value == expected, "수가 사라짐") }
}

public final class Accounts: @unchecked Sendable {
    private let first = NSLock()
    private let second = NSLock()
    private var money = [10, 10]
    public init() {}
    public func there(halfWay: () -> Void = {}) {
        first.lock()
        halfWay()
        second.lock()
        move(0, 1)
        second.unlock()
        first.unlock()
    }
    public func back(halfWay: () -> Void = {}) {
        second.lock()
        halfWay()
        first.lock()
        move(1, 0)
        first.unlock()
        second.unlock()
    }
    private func move(_ from: Int, _ to: Int) {
        money[from] -= 1
        money[to] += 1
    }
    public var sum: Int { money.reduce(0, +) }
}

nonisolated(unsafe) public var globalCalls = 0
private let globalLock = NSLock()
public func call() {
    globalLock.lock()
    globalCalls += 1
    globalLock.unlock()
}

public final class Shared: Sendable {
    private static let made = Atomic(0)
    public static let only = Shared()
    public let calls = Mutex(0)
    private init() { Self.made.add(1, ordering: .relaxed) }
    public static var timesMade: Int { made.load(ordering: .relaxed) }
}

public func spin(until flag: borrowing Atomic<Bool>) {
    while !flag.load(ordering: .acquiring) {}
}

public final class Signal: Sendable {
    private let isUp = Atomic(false)
    public init() {}
    public func raise() { isUp.store(true, ordering: .releasing) }
    public func wait() { spin(until: isUp) }
}

public final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOpen = false
    public init() {}
    public func open() {
        condition.lock()
        isOpen = true
        condition.signal()
        condition.unlock()
    }
    /// Looks, lets go of the lock, and only then waits.
    public func enterLate() {
        condition.lock()
        let wasOpen = isOpen
        condition.unlock()
        guard !wasOpen else { return }
        condition.lock()
        condition.wait()
        condition.unlock()
    }
}

public func leave(_ code: Int32) { exit(code) }

public func readForEver() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    var byte: UInt8 = 0
    read(ends[0], &byte, 1)  // read
}

public func tryToFork() -> Int32 {
    typealias Fork = @convention(c) () -> Int32
    // As a library of the system's would.
    let found = dlsym(dlopen("libc.so.6", RTLD_NOW), "fork")
    let pid = unsafeBitCast(found, to: Fork.self)()
    if pid == 0 { _exit(0) }
    return pid < 0 ? errno : 0
}

nonisolated(unsafe) private var moods = 0
public final class Moody: @unchecked Sendable {
    private let lock = NSLock()
    public init() {}
    /// Locks more often each time the process asks, which no global variable of the learner's counts.
    public func act() {
        let times = 1 + (getenv("MOOD").map { Int(atoi($0)) } ?? 0)
        setenv("MOOD", "\(times % 7)", 1)
        for _ in 0..<times { lock.withLock {} }
    }
}
