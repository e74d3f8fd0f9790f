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

    /// True once the thread, having run, has used no CPU for 60 ms on end; false if that did not happen within 2 s.
    func fallsAsleep() -> Bool {
        let looks = 200
        let quietLooksWanted = 6
        var quietLooks = 0
        var last = usedNanoseconds
        for _ in 0..<looks {
            usleep(10_000)
            let now = usedNanoseconds
            quietLooks = now > 0 && now == last ? quietLooks + 1 : 0
            if quietLooks == quietLooksWanted { return true }
            last = now
        }
        return false
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
