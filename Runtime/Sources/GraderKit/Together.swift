public import Glibc

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
@_alwaysEmitIntoClient
public func together<Value>(_ works: [() -> Value]) -> [Value] {
    // Emitted into the grader: the explorer tells from where a thread is created whether it is the test's or the host's.
    let strands = works.map { Strand($0) }
    for strand in strands {
        let created = pthread_create(
            &strand.thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<StrandBody>.fromOpaque(argument).takeUnretainedValue().run()
                return nil
            }, Unmanaged.passUnretained(strand as StrandBody).toOpaque())
        precondition(created == 0, "pthread_create: \(created)")
    }
    for strand in strands { pthread_join(strand.thread, nil) }
    return strands.compactMap { $0.value }
}

/// The same for works that are written one after the other.
@_alwaysEmitIntoClient
public func together<Value>(_ works: () -> Value...) -> [Value] {
    together(works)
}

/// A thread's work, whatever it returns: a function of C's type can know no more of it.
@usableFromInline class StrandBody {
    @usableFromInline init() {}

    @usableFromInline func run() {
        preconditionFailure("a strand has a work")
    }
}

/// A work, its thread and what became of it.
@usableFromInline final class Strand<Value>: StrandBody {
    @usableFromInline var thread = pthread_t()
    @usableFromInline var value: Value?
    private let work: () -> Value

    @usableFromInline init(_ work: @escaping () -> Value) {
        self.work = work
        super.init()
    }

    @usableFromInline override func run() {
        value = work()
    }
}
