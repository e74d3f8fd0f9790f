import Grading
import Synchronization

/// Grades what was handed to it last, one submission at a time: a newer one ends the grading of the older, whose
/// processes are gone before the newer begins.
final class LatestGrading: Sendable {
    enum State: Sendable {
        case idle
        case grading(since: ContinuousClock.Instant)
        case graded(GradingDesk.Graded)
        case failed(Failure)
    }

    private struct Work {
        var number = 0
        var state = State.idle
        var task: Task<Void, Never>?
    }

    private let work = Mutex(Work())
    private let bell = Bell()

    /// Readable when the state has become another.
    var descriptor: Int32 { bell.descriptor }

    var state: State { work.withLock { $0.state } }

    /// Whether the state has become another since it was asked last.
    func takeNews() -> Bool { bell.take() }

    func grade(_ submission: Submission, at desk: GradingDesk) {
        work.withLock { work in
            work.number += 1
            let number = work.number
            let earlier = work.task
            earlier?.cancel()
            work.state = .grading(since: .now)
            work.task = Task {
                await earlier?.value
                guard !Task.isCancelled else { return }
                do {
                    tell(.graded(try await desk.grade(submission)), of: number)
                } catch {
                    // What was cancelled is nobody's any more.
                    if !Task.isCancelled { tell(.failed(Failure(error)), of: number) }
                }
            }
        }
    }

    /// Forgets what was graded, and ends what is being graded.
    func cancel() {
        work.withLock { work in
            work.number += 1
            work.state = .idle
            work.task?.cancel()
        }
    }

    /// Returns when everything that was started is gone.
    func end() async {
        cancel()
        await work.withLock { $0.task }?.value
    }

    private func tell(_ state: State, of number: Int) {
        let isLatest = work.withLock { work in
            guard work.number == number else { return false }
            work.state = state
            return true
        }
        if isLatest { bell.ring() }
    }
}
