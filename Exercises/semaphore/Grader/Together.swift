import Foundation

/// Gives each work a thread of its own and returns when all have ended, with what they returned.
///
/// Threads of POSIX: one creation and one join each, nothing else that could be interleaved.
func together<Value>(_ works: [() -> Value]) -> [Value] {
    let jobs = works.map { work in
        let place = Place<Value>()
        return (place: place, job: Job { place.value = work() })
    }
    let threads = jobs.map { _, job in
        var thread = pthread_t()
        let created = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(job).toOpaque())
        precondition(created == 0, "pthread_create: \(created)")
        return thread
    }
    for thread in threads { pthread_join(thread, nil) }
    return jobs.compactMap { place, _ in place.value }
}

func together<Value>(_ works: () -> Value...) -> [Value] { together(works) }

private final class Job {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
}

private final class Place<Value> {
    var value: Value?
}
