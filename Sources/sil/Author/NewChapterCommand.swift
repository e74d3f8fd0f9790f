import ArgumentParser
import Authoring
import Course

/// `sil author new chapter SLUG`.
struct NewChapterCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "chapter", abstract: "장을 만듦: Lessons/번호-이름.md",
        discussion: "터미널에서는 옵션으로 주지 않은 것을 물음. 있던 파일은 바꾸지 않음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("장의 이름. 낱말을 -로 이음 (process-and-thread)", valueName: "이름"))
    var name: String?

    @Option(help: ArgumentHelp("장의 제목", valueName: "글"))
    var title: String?

    @Option(help: ArgumentHelp("목록에 나올 한 문장", valueName: "글"))
    var summary: String?

    @Option(help: ArgumentHelp("번호. 없으면 마지막 장의 다음", valueName: "수"))
    var number: Int?

    @Option(help: ArgumentHelp("읽는 데 걸릴 시간", valueName: "분"))
    var minutes: Int?

    @Option(help: ArgumentHelp("먼저 읽을 장. 여럿이면 되풀이", valueName: "장"), completion: .chapters)
    var requires: [String] = []

    @OptionGroup var asking: AskingOptions

    func validate() throws {
        if let number, !(0...999_999).contains(number) { throw ValidationError("--number는 0에서 999999까지임") }
        if let minutes, !(0...10_000).contains(minutes) { throw ValidationError("--minutes는 0에서 10000까지임") }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.authoredCourse()
        let templates = try session.templates()
        let required = try requires.map { try course.chapter($0).name }
        let questions = Questions(session, asking)
        let name = try questions.name(
            name, asking: "이름 (파일과 주소가 됨)", example: "process-and-thread",
            command: "sil author new chapter", complaint: NewChapter.complaint)
        var chapter = NewChapter(
            name, title: try questions?.answer(to: "제목", unless: title, usually: name) ?? title ?? name)
        chapter.summary = summary
        if let questions, summary == nil {
            let answer = try questions.answer(to: "요약 한 문장 (나중에 쓰려면 그냥 ⏎)", usually: "")
            chapter.summary = answer.isEmpty ? nil : answer
        }
        chapter.number = number
        chapter.minutes = minutes
        chapter.requires = required
        let file = try Interrupts.held { [chapter] in try chapter.make(in: course, from: templates) }
        try session.output.write(
            NewReport(
                kind: .chapter, name: name, course: course.root, files: [file],
                isHere: session.stands(in: course), currentDirectory: session.surroundings.currentDirectory,
                next: ["sil author preview \(name)", "sil author new exercise 이름 --chapter \(name)"]),
            asJSON: options.json)
        return .done
    }
}
