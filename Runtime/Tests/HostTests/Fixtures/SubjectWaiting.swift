// Learner code that waits: for ever, or for something that comes.
import Dispatch
import Foundation
import Glibc
import Synchronization

@_silgen_name("fork") private func rawFork() -> Int32
@_silgen_name("timerfd_create") private func timerDescriptor(_ clock: Int32, _ flags: Int32) -> Int32
@_silgen_name("timerfd_settime") private func setTimer(
    _ descriptor: Int32, _ flags: Int32, _ new: UnsafePointer<itimerspec>,
    _ old: UnsafeMutablePointer<itimerspec>?
) -> Int32

// MARK: - For ever

/// Two threads, two locks, each thread holds one and wants the other.
public func lockCrosswise() {
    let left = NSLock()
    let right = NSLock()
    let bothHold = Barrier(2)
    let other = Thread {
        right.lock()
        bothHold.arrive()
        left.lock()  // stuck: other
    }
    other.start()
    left.lock()
    bothHold.arrive()
    right.lock()  // stuck: main
}

public func lockTwice() {
    var lock = pthread_mutex_t()
    pthread_mutex_init(&lock, nil)
    pthread_mutex_lock(&lock)
    pthread_mutex_lock(&lock)  // stuck: twice
}

public func waitForNobody() {
    DispatchSemaphore(value: 0).wait()  // stuck: semaphore
}

public func waitForCondition() {
    let condition = NSCondition()
    condition.lock()
    condition.wait()  // stuck: condition
}

/// The worker waits in a block of Dispatch, the caller for the worker.
public func waitInQueue() {
    let never = DispatchSemaphore(value: 0)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
        never.wait()  // stuck: worker
    }
    group.wait()  // stuck: group
}

public func awaitNobody() async {
    await withTaskGroup(of: Void.self) { group in
        group.addTask { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
        await group.waitForAll()
    }
}

/// Parent and child read from each other, and nobody writes.
public func readCrosswise() {
    var down: [Int32] = [0, 0]
    var up: [Int32] = [0, 0]
    pipe(&down)
    pipe(&up)
    var byte: UInt8 = 0
    if rawFork() == 0 {
        read(down[0], &byte, 1)
        _exit(0)
    }
    read(up[0], &byte, 1)  // stuck: pipe
}

public func waitForStuckChild() {
    let child = rawFork()
    if child == 0 {
        while true { pause() }
    }
    waitpid(child, nil, 0)  // stuck: child
}

public func receiveCrosswise() {
    var ends: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    let other = ends[1]
    Thread.detachNewThread {
        var byte: UInt8 = 0
        recv(other, &byte, 1, 0)
    }
    var byte: UInt8 = 0
    recv(ends[0], &byte, 1, 0)  // stuck: socket
}

public func joinEachOther() {
    let started = Barrier(2)
    nonisolated(unsafe) let main = pthread_self()
    Thread.detachNewThread {
        started.arrive()
        pthread_join(main, nil)
    }
    started.arrive()
    pollForever()
}

private func pollForever() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    poll(&polled, 1, -1)  // stuck: poll
}

/// All workers that Dispatch has for a queue wait. What comes behind them may wake them, once Dispatch has seen that and
/// started one more.
public func fillPool(isWoken: Bool) {
    let count = ProcessInfo.processInfo.activeProcessorCount
    let gate = DispatchSemaphore(value: 0)
    let group = DispatchGroup()
    for _ in 0..<count {
        DispatchQueue.global().async(group: group) { gate.wait() }  // stuck: pool
    }
    usleep(50_000)
    if isWoken {
        DispatchQueue.global().async(group: group) {
            for _ in 0..<count { gate.signal() }
        }
    }
    group.wait()
}

// MARK: - For something that comes

public let wait = 0.7

public func sleepHonestly() { Thread.sleep(forTimeInterval: wait) }

public func waitWithLimit() { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + wait) }

public func waitForLaterBlock() {
    let done = DispatchSemaphore(value: 0)
    DispatchQueue.global().asyncAfter(deadline: .now() + wait) { done.signal() }
    done.wait()
}

public func waitForTimerSource() {
    let done = DispatchSemaphore(value: 0)
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + wait)
    timer.setEventHandler { done.signal() }
    timer.resume()
    done.wait()
    timer.cancel()
}

public func sleepInTask() async { try? await Task.sleep(for: .seconds(wait)) }

/// A run loop returns after what came from a queue, not after a timer.
public func waitForTimer() {
    nonisolated(unsafe) var isOver = false
    let timer = Timer(fire: Date(timeIntervalSinceNow: wait), interval: 0, repeats: false) { _ in
        isOver = true
        DispatchQueue.main.async {}
    }
    RunLoop.main.add(timer, forMode: .default)
    while !isOver { _ = RunLoop.main.run(mode: .default, before: .distantFuture) }
}

public func waitForSleepingChild() {
    let child = rawFork()
    if child == 0 {
        usleep(UInt32(wait * 1e6))
        _exit(0)
    }
    waitpid(child, nil, 0)
}

public func waitForProgram() {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["\(wait)"]
    try? process.run()
    process.waitUntilExit()
}

/// The child's alarm kills it, and the parent waits for that.
public func waitForAlarmedChild() {
    let child = rawFork()
    if child == 0 {
        alarm(1)
        while true { pause() }
    }
    waitpid(child, nil, 0)
}

public func pollWithLimit() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    poll(&polled, 1, Int32(wait * 1000))
}

public func receiveWithLimit() {
    var ends: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    var limit = timeval(tv_sec: 0, tv_usec: Int(wait * 1e6))
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var byte: UInt8 = 0
    recv(ends[0], &byte, 1, 0)
}

public func waitForComputing() {
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
        let end = Date(timeIntervalSinceNow: wait)
        while Date() < end {}
        done.signal()
    }
    done.wait()
}

public func waitForConditionUntil() {
    let condition = NSCondition()
    condition.lock()
    _ = condition.wait(until: Date(timeIntervalSinceNow: wait))
    condition.unlock()
}

public func waitForAlarm() {
    signal(SIGALRM) { _ in }
    alarm(1)
    pause()
}

public func waitForInterval() {
    signal(SIGALRM) { _ in }
    let interval = timeval(tv_sec: 0, tv_usec: Int(wait * 1e6))
    var timer = itimerval(it_interval: interval, it_value: interval)
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    pause()
}

public func waitForTimerDescriptor() {
    let descriptor = timerDescriptor(CLOCK_MONOTONIC, 0)
    var time = itimerspec(
        it_interval: timespec(), it_value: timespec(tv_sec: 0, tv_nsec: Int(wait * 1e9)))
    _ = setTimer(descriptor, 0, &time, nil)
    var ticks: UInt64 = 0
    read(descriptor, &ticks, 8)
}

/// Two threads hand a word to and fro, with a rest in between that is short of 300 ms.
public func passToAndFro() {
    var there: [Int32] = [0, 0]
    var back: [Int32] = [0, 0]
    pipe(&there)
    pipe(&back)
    let (incoming, outgoing) = (there[0], back[1])
    Thread.detachNewThread {
        var byte: UInt8 = 0
        while read(incoming, &byte, 1) == 1 {
            usleep(150_000)
            write(outgoing, &byte, 1)
        }
    }
    var byte: UInt8 = 0
    for _ in 0..<5 {
        write(there[1], &byte, 1)
        read(back[0], &byte, 1)
    }
}

/// Threads of Dispatch that have nothing more to do stay for a while; that is no reason to wait for them.
public func leaveIdleWorkers() {
    DispatchQueue.concurrentPerform(iterations: 8) { _ in usleep(1000) }
}

/// Lets as many threads go on as have arrived.
final class Barrier: Sendable {
    private let semaphores: [DispatchSemaphore]
    private let count: Mutex<Int>

    init(_ count: Int) {
        self.count = Mutex(count)
        semaphores = (0..<count).map { _ in DispatchSemaphore(value: 0) }
    }

    func arrive() {
        let rest = count.withLock { count in
            count -= 1
            return count
        }
        if rest == 0 { semaphores.forEach { $0.signal() } }
        semaphores[rest].wait()
    }
}
