public import ArgumentParser
import Authoring
public import Course
import Text

/// `sil author new exercise SLUG`.
struct NewExerciseCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "exercise", abstract: "연습을 만듦: Exercises/이름",
        discussion: "풀이 둘, 오답 셋이 든 작은 연습 하나가 생김. 그것을 고쳐 쓰세요. 터미널에서는 옵션으로 주지 않은 것을 물음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습의 이름. 영어 소문자와 숫자를 -로 이음 (hit-counter)", valueName: "이름"))
    var name: String?

    @Option(help: ArgumentHelp("종류", valueName: "종류"))
    var kind: Exercise.Kind?

    @Option(help: ArgumentHelp("연습의 제목", valueName: "글"))
    var title: String?

    @Option(help: ArgumentHelp("무엇을 만드는지 한 문장", valueName: "글"))
    var summary: String?

    @Option(help: ArgumentHelp("이 연습이 속할 장의 번호나 이름. 없으면 마지막 장", valueName: "장"), completion: .chapters)
    var chapter: String?

    @Option(help: ArgumentHelp("푸는 데 걸릴 시간", valueName: "분"))
    var minutes: Int?

    @Option(help: ArgumentHelp("어려움, 1에서 5까지", valueName: "수"))
    var difficulty: Int?

    @OptionGroup var asking: AskingOptions

    func validate() throws {
        if let minutes, !(0...10_000).contains(minutes) { throw ValidationError("--minutes는 0에서 10000까지임") }
        if let difficulty, !(1...5).contains(difficulty) { throw ValidationError("--difficulty는 1에서 5까지임") }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.authoredCourse()
        let templates = try session.templates()
        let questions = Questions(session, asking)
        let name = try questions.name(
            name, asking: "이름 (폴더와 Swift 모듈이 됨)", example: "hit-counter",
            command: "sil author new exercise", complaint: NewExercise.complaint)
        guard !Disk.exists("\(course.root)/Exercises/\(name)") else {
            throw NewError.exists(path: "\(course.root)/Exercises/\(name)")
        }
        let words = Exercise.Kind.allCases.map(\.rawValue)
        let kindWord = try questions?.choice(
            "종류", among: words, unless: kind?.rawValue, usually: Exercise.Kind.unit.rawValue)
        let kind = kindWord.flatMap { Exercise.Kind(rawValue: $0) } ?? kind ?? .unit

        var exercise = NewExercise(name, kind: kind)
        let usual = try templates.words(of: kind)
        exercise.title = try questions?.answer(to: "제목", unless: title, usually: usual.title) ?? title
        exercise.summary =
            try questions?.answer(to: "요약", unless: summary, usually: usual.summary) ?? summary
        exercise.chapter = try chapter(of: course, questions)
        exercise.minutes = minutes
        exercise.difficulty = difficulty
        let files = try Interrupts.held { [exercise] in try exercise.make(in: course, from: templates) }
        try session.output.write(
            NewReport(
                kind: .exercise, name: name, course: course.root, files: files,
                isHere: session.stands(in: course), currentDirectory: session.surroundings.currentDirectory,
                // An exercise of no chapter is one that a reader never comes upon.
                next: (exercise.chapter == nil ? ["sil author new chapter 이름"] : []) + [
                    "sil author preview \(name)", "sil author check \(name)",
                ]),
            asJSON: options.json)
        return .done
    }

    /// The chapter that was named or chosen; the last one when nobody says; none where there is none.
    private func chapter(of course: Course, _ questions: Questions?) throws -> Chapter? {
        if let chapter { return try course.chapter(chapter) }
        guard let last = course.chapters.last else { return nil }
        guard let questions else { return last }
        let names = course.chapters.map(\.name)
        let answer = try questions.answer(to: "장", usually: last.name) { typed in
            do throws(CourseError) {
                _ = try course.chapter(typed)
                return nil
            } catch {
                return "없는 장: \(typed). 있는 장: \(names.joined(separator: ", "))"
            }
        }
        return try course.chapter(answer)
    }
}

extension Exercise.Kind: ExpressibleByArgument {}
