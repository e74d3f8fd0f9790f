import ArgumentParser
import Authoring
import Course
import Reporting
import Terminal
import Text

/// `sil author preview [CHAPTER|SLUG]`.
struct AuthorPreviewCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "학습자가 볼 모습을 미리 봄",
        discussion: "터미널에서는 저장할 때마다 새로 그림. 이름이 없으면 마지막으로 저장한 장이나 연습을 따라감.")

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: ArgumentHelp("장의 번호나 이름, 연습의 이름. 없으면 마지막으로 저장한 것", valueName: "장이나 연습"),
        completion: .exercisesAndChapters)
    var name: String?

    func run(in session: Session) async throws -> ExitStatus {
        let root = try session.courseFolder()
        let subject = try subject(in: root)
        let preview = Preview(of: subject, in: root)
        let output = session.output
        if options.json {
            try output.write(PreviewReport(preview, width: output.width))
        } else if session.surroundings.canPage, FullScreen.hasKeyboard {
            let live = LivePreview(preview, in: root, follows: name == nil)
            return try live.run(on: output) == .interrupt ? .interrupted : .done
        } else {
            try output.write(preview.lines(Preview.Look(output)).map(\.content))
        }
        return preview.isSound ? .done : .badInput
    }

    private func subject(in root: String) throws -> PreviewSubject {
        guard let name else {
            // A folder that is no course is told as everywhere; what else is wrong with it is what is shown.
            do { _ = try Course(at: root) } catch CourseError.faults {}
            guard let newest = PreviewSubject.newest(in: root) else {
                throw Failure(
                    kind: "nothing_to_preview", message: "아직 장도 연습도 없음: \(root)",
                    suggestions: ["sil author new chapter 이름", "sil author new exercise 이름"],
                    exitStatus: .badInput)
            }
            return newest
        }
        return try PreviewSubject.find(name, in: Course(at: root))
    }
}

/// `sil author preview --json`.
struct PreviewReport: Report {
    var subject: PreviewSubject
    /// Folded to the width, without colour; nil where faults stand in its place.
    var text: String?
    var faults: [CourseError.Fault]

    init(subject: PreviewSubject, text: String?, faults: [CourseError.Fault]) {
        self.subject = subject
        self.text = text
        self.faults = faults
    }

    init(_ preview: Preview, width: Int) {
        let lines = preview.lines(Preview.Look(width: width, isPiped: true))
        self.init(
            subject: preview.subject,
            text: preview.isSound ? lines.map { $0.content.text + "\n" }.joined() : nil,
            faults: preview.faults)
    }

    var json: JSON {
        [
            "schema": 1, "previewed": .string(subject.kind == .chapter ? "chapter" : "exercise"),
            "name": .string(subject.name), "text": text.map { .string($0) } ?? .null,
            "faults": .array(faults.map(json)),
        ]
    }

    private func json(_ fault: CourseError.Fault) -> JSON {
        [
            "file": .string(fault.path), "line": number(fault.line), "column": number(fault.column),
            "rule": .string(fault.rule), "message": .string(fault.message), "fix": .string(fault.fix),
        ]
    }

    private func number(_ value: Int?) -> JSON { value.map { .number(Double($0)) } ?? .null }
}
