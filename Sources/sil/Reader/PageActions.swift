import Course
import Foundation
import Markdown
import Progress
import Reading
import Reporting
import Text

/// What is done with quizzes and exercises of a page: the same as `sil quiz` and `sil start` do.
struct PageActions {
    private let course: Course
    private let look: Page.Options
    private let session: Session

    /// - Parameter session: its talk must not go to the terminal.
    init(of course: Course, look: Page.Options, in session: Session) {
        self.course = course
        self.look = look
        self.session = session
    }

    // MARK: Quizzes

    /// Judges an answer and keeps it.
    ///
    /// - Throws: `Failure` for a quiz that cannot be judged.
    func answer(_ chapter: Chapter, _ typed: String, to block: LiveBlock) throws -> Reader.LiveEvent {
        guard let question = try question(at: block.id.line, of: chapter) else {
            throw Failure(
                kind: "broken_quiz", message: "이 퀴즈는 잘못 쓰여 있어 답을 매길 수 없음",
                suggestions: ["까닭  sil doctor"], exitStatus: .badInput)
        }
        var round = QuizRound([question])
        guard let isRight = round.answer(typed) else {
            guard case .askingAgain(let words) = round.phase else { return .askAgain("다시 답하세요.") }
            return .askAgain(words)
        }
        let remark = session.record(typed, isRight: isRight, to: question, course: course.id)
        let look = look
        let answered = StyledLine("내 답  \(typed)", .dim)
        let part = LiveAnswer.Part { width in
            let page = QuizPage(width: width, colors: look.colors)
            return [StyledLine()] + answered.wrapped(to: width)
                + page.outcome(question, isRight: isRight, showsPlace: false)
                + (isRight ? [] : StyledLine("내일 다시 물음: sil quiz", .dim).wrapped(to: width))
                + (remark.map { StyledLine($0, .color(.yellow)).wrapped(to: width) } ?? [])
        }
        return .done(LiveAnswer([part], nextVerb: "다시 답하기"))
    }

    private func question(at line: Int, of chapter: Chapter) throws -> QuizQuestion? {
        let document = try Document(markdown: chapter.body, firstLine: chapter.bodyLine)
        return chapter.answeredQuizzes(in: document).list.first { $0.quiz.line == line }.map { quiz in
            QuizQuestion(chapter: chapter, quiz: quiz, review: QuizReview([], calendar: .current))
        }
    }

    // MARK: Exercises

    /// Starts an exercise; of one that was started, says what is there.
    func start(_ chapter: Chapter, _ block: LiveBlock) throws -> Reader.LiveEvent {
        guard case .exercise(let slug) = block.kind else { return .givenUp }
        let exercise = try course.exercise(slug)
        guard session.workspace != nil else {
            var answer = answer(for: exercise, session.overview(of: course))
            answer.parts += [
                LiveAnswer.Part { width in
                    [
                        "연습은 작업 공간에서 풂. 지금 서 있는 곳은 작업 공간이 아님.", "만들기  sil init 새-폴더",
                        "그 안에서  ./sil start \(slug)",
                    ]
                    .flatMap { StyledLine($0).wrapped(to: width) }
                }
            ]
            return .done(answer)
        }
        let outcome = try session.start(exercise, of: course)
        var answer = answer(for: exercise, session.overview(of: course))
        answer.parts += [
            LiveAnswer.Part { width in
                outcome.lines(of: exercise).flatMap { StyledLine($0).wrapped(to: width) }
                    + StyledLine("저장할 때마다 채점  ./sil watch \(slug)").wrapped(to: width)
            }
        ]
        return .done(answer)
    }

    /// Where the learner stands with the exercises of a page.
    func standings(of blocks: [LiveBlock], _ progress: CourseProgress) -> [LiveBlock.ID: LiveAnswer] {
        var answers: [LiveBlock.ID: LiveAnswer] = [:]
        for block in blocks {
            guard case .exercise(let slug) = block.kind,
                let exercise = course.exercises.first(where: { $0.slug == slug })
            else { continue }
            answers[block.id] = answer(for: exercise, progress)
        }
        return answers
    }

    private func answer(for exercise: Exercise, _ progress: CourseProgress) -> LiveAnswer {
        let standing = progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
        let words = standing.words
        let part = LiveAnswer.Part { StyledLine(words, .dim).wrapped(to: $0) }
        return LiveAnswer([part], nextVerb: standing.state == .new ? "시작" : "할 일 보기")
    }
}
