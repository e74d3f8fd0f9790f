import Glibc
import Grading
import Reporting
import Text

/// `sil watch` where no screen can be held: the verdict on each save, one below the other, until it is interrupted.
final class PlainWatch {
    private let watched: WatchedExercise
    private let saves: SourceWatch
    private let desk: GradingDesk
    private let grading: LatestGrading
    private var latest: [[UInt8]]?

    init(_ watched: WatchedExercise, at desk: GradingDesk, by grading: LatestGrading) {
        self.watched = watched
        self.desk = desk
        self.grading = grading
        saves = SourceWatch(of: watched.folder)
    }

    /// Returns when it was interrupted.
    ///
    /// - Throws: `Output.Closed` when nobody reads any more.
    func run(on output: Output) throws {
        // Heard from here to the end of the process: what is put away afterwards may take a moment.
        let interrupts = InterruptNotice()
        gradeSaved()
        while true {
            let descriptors = saves.descriptors + [grading.descriptor, interrupts.descriptor]
            var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), 250)
            if interrupts.take() { return }
            if saves.takeSave() { gradeSaved() }
            guard grading.takeNews() else { continue }
            switch grading.state {
            case .graded(let graded):
                try output.write(graded.card.lines(width: output.width) + [StyledLine()])
            case .failed(let failure):
                output.say("sil: \(failure.message)")
                for suggestion in failure.suggestions { output.say("  \(suggestion)") }
            case .idle, .grading: break
            }
        }
    }

    private func gradeSaved() {
        do {
            let submission = try watched.submission
            let bytes = submission.files.flatMap { [Array($0.name.utf8), $0.bytes] }
            guard bytes != latest else { return }
            latest = bytes
            grading.grade(submission, at: desk)
        } catch {
            latest = nil
            grading.cancel()
            watched.session.tellWithoutStopping(error)
        }
    }
}
