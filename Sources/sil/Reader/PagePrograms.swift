import Reading
import Synchronization

/// Runs the programs of a page beside the screen, one at a time: a newer one ends the older, whose processes are gone
/// before the newer begins.
final class PagePrograms: Sendable {
    struct News: Sendable {
        var event: Reader.LiveEvent
        var block: LiveBlock.ID
        /// By its name.
        var chapter: String
    }

    private struct Work {
        var number = 0
        var news: [News] = []
        var task: Task<Void, Never>?
        /// What is under way, to be told that it was given up for another one.
        var subject: (block: LiveBlock.ID, chapter: String)?
    }

    private let work = Mutex(Work())
    private let bell = Bell()

    /// Readable when there is news.
    var descriptor: Int32 { bell.descriptor }

    /// What has happened since it was asked last, the oldest first.
    func takeNews() -> [News] {
        _ = bell.take()
        return work.withLock { work in
            defer { work.news = [] }
            return work.news
        }
    }

    func run(_ run: SampleRun, of block: LiveBlock.ID, in chapter: String) {
        work.withLock { work in
            work.number += 1
            let number = work.number
            let earlier = work.task
            earlier?.cancel()
            work.news = []
            work.subject = (block, chapter)
            work.task = Task {
                await earlier?.value
                guard !Task.isCancelled else { return }
                let answer: LiveAnswer
                do {
                    answer = try await run.answer { self.tell(.working($0), of: number) }
                } catch {
                    // What was cancelled is nobody's any more.
                    guard !Task.isCancelled else { return }
                    answer = LiveAnswer(Failure(error))
                }
                tell(.done(answer), of: number)
            }
        }
    }

    /// Ends what is under way; nothing more is told of it.
    func cancel() {
        work.withLock { work in
            work.number += 1
            work.news = []
            work.subject = nil
            work.task?.cancel()
        }
    }

    /// Returns when everything that was started is gone.
    func end() async {
        cancel()
        await work.withLock { $0.task }?.value
    }

    private func tell(_ event: Reader.LiveEvent, of number: Int) {
        let isLatest = work.withLock { work in
            guard work.number == number, let subject = work.subject else { return false }
            work.news.append(News(event: event, block: subject.block, chapter: subject.chapter))
            return true
        }
        if isLatest { bell.ring() }
    }
}
