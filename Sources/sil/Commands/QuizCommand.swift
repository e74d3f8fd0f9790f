import ArgumentParser
import Course
import Foundation
import Progress
import Terminal
import Text

/// `sil quiz [CHAPTER]`.
struct QuizCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "quiz", abstract: "장의 퀴즈를 풀고 틀린 것을 다시 풂",
        discussion:
            "틀린 퀴즈는 하루 뒤에 다시 묻고, 맞힐 때마다 2, 4, 8, 16일로 사이를 늘림. 답은 번호(2, 2번, 이)나 글로 씀.")

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: ArgumentHelp("장의 번호나 이름. 없으면 다시 물을 것과, 읽기 시작한 장의 새 퀴즈", valueName: "장"), completion: .chapters)
    var chapter: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let chapter = try chapter.map { try course.chapter($0) }
        let questions = QuizQuestions(of: course, answers(of: course, session), now: Date())
        let asked = chapter.map(questions.toAsk(of:)) ?? questions.toAsk(begun: begun(in: course, session))
        if options.json {
            try session.output.write(
                QuizReport(
                    course: course.id, due: questions.due.count, questions: asked, now: questions.now))
            return .done
        }
        guard !asked.isEmpty else {
            try session.output.write(nothing(questions, chapter, width: session.output.width))
            return .done
        }
        return try ask(asked, course, session)
    }

    private func ask(_ asked: [QuizQuestion], _ course: Course, _ session: Session) throws -> ExitStatus {
        let record = { (question: QuizQuestion, typed: String, isRight: Bool) in
            session.record(typed, isRight: isRight, to: question, course: course.id)
        }
        guard session.surroundings.canPage, FullScreen.hasKeyboard else {
            _ = try PlainQuiz(output: session.output, next: { readLine() }, record: record).run(
                QuizRound(asked))
            return .done
        }
        let live = LiveQuiz(QuizRound(asked), record: record)
        let answer = try live.run(on: session.output)
        let page = QuizPage(width: session.output.width, colors: session.output.colors)
        try session.output.write(page.end(live.round))
        return answer == .interrupt ? .interrupted : .done
    }

    /// Asking comes first: a store that cannot be read is told, and then nothing was answered.
    private func answers(of course: Course, _ session: Session) -> [String: [String: [QuizAnswer]]] {
        do {
            return try session.store(.readOnly).quizAnswers(course: course)
        } catch {
            session.tellWithoutStopping(error)
            return [:]
        }
    }

    private func begun(in course: Course, _ session: Session) -> Set<String> {
        Set(session.overview(of: course).read.filter { !$0.value.isEmpty }.keys)
    }

    private func nothing(_ questions: QuizQuestions, _ chapter: Chapter?, width: Int) -> [StyledLine] {
        if let chapter {
            return StyledLine("\(chapter.number)장 \(chapter.title)에는 퀴즈가 없음.").wrapped(to: width)
        }
        guard !questions.all.isEmpty else { return StyledLine("이 과정에는 퀴즈가 없음.").wrapped(to: width) }
        let coming = questions.all.compactMap(\.review.due).min()
        let when =
            coming.map {
                " 다음에 물을 날: \($0.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day()))"
            } ?? ""
        return StyledLine("지금 물을 퀴즈가 없음.\(when)").wrapped(to: width)
            + StyledLine("한 장을 다시 풀기: sil quiz 장", .dim).wrapped(to: width)
    }
}
