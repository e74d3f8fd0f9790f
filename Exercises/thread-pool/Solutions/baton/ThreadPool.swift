import Foundation
import ServerKit

/// 쉬는 스레드마다 제 조건 변수를 두고 줄을 세움. 맡기는 쪽은 쉬는 스레드가 있으면 작업을 손에 쥐여 주고, 없을 때만 쌓아 둠.
final class ThreadPool: @unchecked Sendable {
    typealias Job = @Sendable () throws -> Void

    /// 스레드마다 하나. 쉬는 동안 여기서 작업을 건네받음.
    private final class Seat {
        let lamp = NSCondition()
        var job: Job?
        var isDismissed = false
    }

    private let lock = NSLock()
    private var isClosed = false
    private var waiting: [Job] = []
    private var resting: [Seat] = []
    private var workers: [RunningThread] = []
    private let ended = NSCondition()
    private var haveEnded = false

    init(size: Int) {
        for _ in 0..<size {
            workers.append(try! startThread { self.work() })
        }
    }

    func submit(_ job: @escaping Job) -> Bool {
        lock.withLock {
            guard !isClosed else { return false }
            guard let seat = resting.popLast() else {
                waiting.append(job)
                return true
            }
            hand(job, to: seat)
            return true
        }
    }

    func shutdown() {
        let isFirst = lock.withLock {
            guard !isClosed else { return false }
            isClosed = true
            resting.forEach { hand(nil, to: $0) }
            return true
        }
        if isFirst { workers.forEach { $0.join() } }
        ended.lock()
        defer { ended.unlock() }
        if isFirst {
            haveEnded = true
            ended.broadcast()
        }
        while !haveEnded { ended.wait() }
    }

    /// nil을 쥐여 주면 그 스레드는 끝남.
    private func hand(_ job: Job?, to seat: Seat) {
        seat.lamp.lock()
        seat.job = job
        seat.isDismissed = job == nil
        seat.lamp.signal()
        seat.lamp.unlock()
    }

    private func work() {
        let seat = Seat()
        while let job = next(at: seat) { _ = Result { try job() } }
    }

    private func next(at seat: Seat) -> Job? {
        lock.lock()
        if !waiting.isEmpty {
            defer { lock.unlock() }
            return waiting.removeFirst()
        }
        if isClosed {
            lock.unlock()
            return nil
        }
        resting.append(seat)
        lock.unlock()

        seat.lamp.lock()
        defer {
            seat.job = nil
            seat.lamp.unlock()
        }
        while seat.job == nil && !seat.isDismissed { seat.lamp.wait() }
        return seat.job
    }
}
