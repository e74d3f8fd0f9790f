import ArgumentParser
import Course
import Foundation
import Progress
import Reporting
import Terminal
import Text

/// The home screen: `sil` alone on a terminal. Other commands run from it and come back to it.
struct LiveHome {
    let session: Session

    func run() async throws -> ExitStatus {
        var words: [String] = []
        while true {
            // Read anew each time: what was done meanwhile is what it is about.
            var model = try model()
            if !words.isEmpty { model.tell(words) }
            words = []
            var destination: HomeModel.Destination?
            let answer = try FullScreen(on: session.output).run(
                draw: { model.draw($0) },
                answer: { key in
                    switch model.press(key) {
                    case .stay: return .stay
                    case .leave: return .leave
                    case .interrupt: return .interrupt
                    case .go(let place):
                        destination = place
                        return .leave
                    }
                })
            guard let destination else { return answer == .interrupt ? .interrupted : .done }
            do {
                _ = try await run(destination)
            } catch {
                let failure = Failure(error)
                words = [failure.message] + failure.suggestions
            }
        }
    }

    private func run(_ destination: HomeModel.Destination) async throws -> ExitStatus {
        switch destination {
        case .read(let place): try await run(ReadCommand.self, place.map { [$0] } ?? [])
        case .watch(let slug): try await run(WatchCommand.self, [slug])
        case .quiz: try await run(QuizCommand.self, [])
        }
    }

    /// As if it had been typed, with our options.
    private func run<Command: Action>(_ command: Command.Type, _ arguments: [String]) async throws
        -> ExitStatus
    {
        let course = session.options.course.map { ["--course", $0] } ?? []
        let colour = session.options.noColor ? ["--no-color"] : ["--color", session.options.color.rawValue]
        return try await Command.parse(course + colour + arguments).run(in: session)
    }

    private func model() throws -> HomeModel {
        let course = try session.course()
        let store = try session.store(.readOnly)
        let progress = try store.overview(of: course)
        let now = Date()
        let answers = try store.quizAnswers(course: course)
        // Only chapters that may have something due are parsed: this screen is to be there at once.
        var answered = course
        answered.chapters = course.chapters.filter { chapter in
            answers[chapter.slug, default: [:]].values.contains {
                QuizReview($0, calendar: .current).isDue(at: now)
            }
        }
        let quizzes = QuizQuestions(of: answered, answers, now: now)
        let quarters = try store.activity(course: course.id)
        let streak = Streak.days(quarters.map(\.at), now: now, calendar: .current)
        let hasWorkspace = session.workspace?.memory?.course.id == course.id
        return HomeModel(
            course, progress,
            report: HomeReport(course, progress, streak: streak, dueQuizzes: quizzes.due.count),
            hasWorkspace: hasWorkspace,
            details: {
                var report = ProgressReport(
                    course, progress, quizzes: course.quizTallies(answers), quarters: quarters, now: now)
                report.reread = report.sections(toReread: store)
                return report
            })
    }
}
