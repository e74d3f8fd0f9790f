import Dispatch
import Foundation

/// Runs an asynchronous body to its end from a synchronous test, and throws what it throws.
///
/// To be called on the main thread, which serves the main run loop meanwhile: code bound to `@MainActor` runs
/// there.
public func awaitTest(_ body: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Outcome()
    Task.detached {
        outcome.set(await result(of: body))
    }
    try outcome.serveMainLoop {}
}

/// The same for set-up and tear-down, which hardly ever are asynchronous: they run on the calling thread
/// itself, so that no other thread exists when the test begins. A learner's `fork` inside it would lose
/// those.
func runInline(_ body: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Outcome()
    let executor = CallingThreadExecutor()
    Task.detached(executorPreference: executor) {
        outcome.set(await result(of: body))
    }
    try outcome.serveMainLoop { executor.runJobs() }
}

private func result(of body: @Sendable () async throws -> Void) async -> Result<Void, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}

/// How an asynchronous body ended, once it has.
private final class Outcome: Sendable {
    private let result = Locked<Result<Void, any Error>?>(nil)

    func set(_ result: Result<Void, any Error>) {
        self.result.withLock { $0 = result }
        if !Thread.isMainThread {
            wakeMainLoop()
        }
    }

    /// Serves the main run loop until the body has ended, doing `work` before each wait.
    func serveMainLoop(_ work: () -> Void) throws {
        while true {
            work()
            if let result = result.withLock({ $0 }) {
                return try result.get()
            }
            // Without a limit: the end, and each job for this thread, wakes it. A timer here would make a test whose
            // threads all wait look as if it went on.
            _ = RunLoop.main.run(mode: .default, before: .distantFuture)
        }
    }
}

/// Runs jobs where ``runJobs()`` is called. Jobs may come from any thread.
private final class CallingThreadExecutor: TaskExecutor {
    private let jobs = Locked<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        if !Thread.isMainThread {
            wakeMainLoop()
        }
    }

    func runJobs() {
        while let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}

/// Makes the main thread return from its run loop.
private func wakeMainLoop() {
    DispatchQueue.main.async {}
}
