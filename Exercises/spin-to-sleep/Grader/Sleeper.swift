import Foundation

/// A real thread of which the test wants to know whether it sleeps.
///
/// Asked is the CPU time that it has used, not how long something took: a thread that sleeps uses none however busy the machine is.
/// Outside `explore`, since no time passes there. Its thread may sleep on when the test is over.
final class Sleeper {
    private var thread = pthread_t()

    init(_ work: @escaping () -> Void) {
        let created = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Work(work)).toOpaque())
        precondition(created == 0, "pthread_create: \(created)")
    }

    /// True once the thread, having run, was seen to use no CPU at 100 looks on end; false once it was seen to use some at 100 looks.
    ///
    /// Between two looks the caller naps for a millisecond. Where the machine is busy, it waits for its turn as a thread would that
    /// naps or spins instead of sleeping: such a thread is not taken for asleep only because it did not get a core.
    func fallsAsleep() -> Bool {
        let looksWanted = 100
        var (quietLooks, busyLooks) = (0, 0)
        var last = usedNanoseconds
        while quietLooks < looksWanted, busyLooks < looksWanted {
            usleep(1000)
            let now = usedNanoseconds
            if now > 0, now == last {
                quietLooks += 1
            } else {
                quietLooks = 0
                busyLooks += 1
            }
            last = now
        }
        return quietLooks == looksWanted
    }

    private var usedNanoseconds: Int {
        var clock = clockid_t()
        var time = timespec()
        guard pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 else { return -1 }
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

private final class Work {
    let run: () -> Void

    init(_ run: @escaping () -> Void) {
        self.run = run
    }
}
