import Glibc

/// Gives each work a thread of its own and returns when all have ended, with what they returned, in the order of the works.
///
/// Threads of POSIX: one creation and one join each, nothing else that could be interleaved, so that ``explore(_:_:line:)`` has
/// as few orders to try as the works themselves leave. It serves outside of it too. Not `Sendable`: what the works share is
/// what the test is about.
///
/// ```swift
/// let numbers = together({ counter.hit() }, { counter.hit() })
/// ```
///
/// - Parameter works: at most as many as the exercise's `processes` allow.
public func together<Value>(_ works: [() -> Value]) -> [Value] {
    let strands = works.map { Strand($0) }
    for strand in strands {
        let created = pthread_create(
            &strand.thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().run()
                return nil
            }, Unmanaged.passUnretained(strand as Work).toOpaque())
        precondition(created == 0, "pthread_create: \(created)")
    }
    for strand in strands { pthread_join(strand.thread, nil) }
    return strands.compactMap { $0.value }
}

/// The same for works that are written one after the other.
public func together<Value>(_ works: () -> Value...) -> [Value] {
    together(works)
}

/// A thread's work, whatever it returns: a function of C's type can know no more of it.
private class Work {
    func run() {
        preconditionFailure("a work of some kind")
    }
}

/// A work, its thread and what became of it.
private final class Strand<Value>: Work {
    var thread = pthread_t()
    private(set) var value: Value?
    private let work: () -> Value

    init(_ work: @escaping () -> Value) {
        self.work = work
    }

    override func run() {
        value = work()
    }
}
