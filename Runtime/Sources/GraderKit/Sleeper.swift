import Glibc

/// A real thread of which a test wants to know whether it sleeps where it waits, or looks again and again.
///
/// Asked is the processor time that it has used, not how long something took. Outside of ``explore(_:_:line:)``: no time passes there, and a
/// thread that only looks again and again is run no more often than it must.
///
/// ```swift
/// let waiter = Sleeper { semaphore.wait() }
/// XCTAssertTrue(waiter.fallsAsleep())
/// ```
///
/// Nobody waits for it: it may sleep on when the test is over. What it uses must live as long, and what a test asserts must not hang on
/// which of several such threads comes first once they are let go.
public final class Sleeper {
    private let thread: pthread_t
    /// How often the learner's code had yielded or slept when the thread was started.
    private let restsBefore = Explorer.current?.rests() ?? 0

    /// Starts the thread.
    public init(_ work: @escaping () -> Void) {
        var thread = pthread_t()
        let created = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Work(work)).toOpaque())
        precondition(created == 0, "pthread_create: \(created)")
        self.thread = thread
    }

    /// True once the thread, having run, was seen to use no processor time at 100 looks on end; false once it was seen to use some, or to have
    /// ended, at 100 looks.
    ///
    /// Between two looks the caller naps for a millisecond. Where the machine is busy, it waits for its turn as a thread would that
    /// naps or spins instead of sleeping: such a thread is not taken for asleep only because it did not get a core.
    public func fallsAsleep() -> Bool {
        let looksWanted = 100
        var (quietLooks, busyLooks) = (0, 0)
        var last = usedNanoseconds
        while quietLooks < looksWanted, busyLooks < looksWanted {
            usleep(1000)
            let now = usedNanoseconds
            // Not yet begun: says nothing of how it waits.
            if now == 0 { continue }
            if now != nil, now == last {
                quietLooks += 1
            } else {
                quietLooks = 0
                busyLooks += 1
            }
            last = now
        }
        return quietLooks == looksWanted
    }

    /// True once the learner's code has yielded (`sched_yield`) or slept since the thread was started; false once the thread has used 200 ms of
    /// processor time without, has ended, or has used none at 3,000 looks on end, a millisecond apart: then it sleeps.
    ///
    /// What tells a loop that lets others go first from one that only spins. Counted are the calls themselves, so that one that
    /// yields is never taken for one that spins, however busy the machine is. To be asked of one thread at a time, and in an exercise of kind
    /// `explore`, whose host sees these calls.
    public func givesWay() -> Bool {
        guard let rests = Explorer.current?.rests else {
            preconditionFailure("givesWay is asked in an exercise that is not of kind explore")
        }
        return givesWay(after: restsBefore, counting: rests)
    }

    func givesWay(after before: Int, counting rests: () -> Int) -> Bool {
        let from = usedNanoseconds ?? 0
        var last = from
        var quietLooks = 0
        while rests() == before {
            guard let now = usedNanoseconds, now - from < 200_000_000, quietLooks < 3000 else {
                return rests() != before
            }
            // Not yet begun, it has used none either.
            quietLooks = now == last && now > 0 ? quietLooks + 1 : 0
            last = now
            usleep(1000)
        }
        return true
    }

    /// nil when it has ended: an ended thread has no clock any more.
    private var usedNanoseconds: Int? {
        var clock = clockid_t()
        var time = timespec()
        guard pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 else { return nil }
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

private final class Work {
    let run: () -> Void

    init(_ run: @escaping () -> Void) {
        self.run = run
    }
}
