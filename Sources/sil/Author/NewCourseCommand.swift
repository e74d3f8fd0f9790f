import ArgumentParser
import Authoring
import Foundation
import Text

/// `sil author new course [DIR]`.
struct NewCourseCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "course", abstract: "빈 과정을 만듦",
        discussion: "터미널에서는 옵션으로 주지 않은 것을 물음. 있던 파일은 바꾸지 않음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("과정으로 쓸 폴더. 없으면 여기", valueName: "폴더"), completion: .directory)
    var folder = "."

    @Option(help: ArgumentHelp("진도가 매달리는 이름표. 없으면 폴더의 이름", valueName: "이름"))
    var id: String?

    @Option(help: ArgumentHelp("과정의 제목", valueName: "글"))
    var title: String?

    @Option(help: ArgumentHelp("만든 사람. 여럿이면 되풀이", valueName: "이름"))
    var author: [String] = []

    @OptionGroup var asking: AskingOptions

    func run(in session: Session) async throws -> ExitStatus {
        let templates = try session.templates()
        let root = Disk.absolute(folder, from: session.surroundings.currentDirectory)
        if Disk.exists(root), !Disk.isFolder(root) { throw WorkspaceSetup.Refusal.notAFolder(root) }
        for name in ["Lessons", "Exercises"] where Disk.exists("\(root)/\(name)") {
            throw NewError.exists(path: "\(root)/\(name)")
        }
        let parent = Disk.exists(root) ? root : Disk.parent(of: root)
        guard Disk.isFolder(parent) else { throw FileError.write(path: parent, errno: ENOENT) }

        let folderName = root.split(separator: "/").last.map(String.init) ?? "course"
        let questions = Questions(session, asking)
        let name = folderName.precomposedStringWithCanonicalMapping
        let id = try questions?.answer(to: "이름표 (진도가 매달림)", unless: id, usually: name) ?? id ?? name
        let title = try questions?.answer(to: "제목", unless: title, usually: id) ?? title ?? id
        var course = NewCourse(id: id, title: title)
        course.authors = author
        if author.isEmpty, let name = try questions?.answer(to: "만든 사람 (없으면 그냥 ⏎)", usually: "") {
            course.authors = [name].filter { !$0.isEmpty }
        }
        let files = try Interrupts.held { try course.make(at: root, from: templates) }

        let isHere = parent == root && root == Disk.absolute(session.surroundings.currentDirectory, from: "/")
        try session.output.write(
            NewReport(
                kind: .course, name: id, course: root, files: files,
                isHere: isHere, currentDirectory: session.surroundings.currentDirectory,
                next: [(isHere ? "" : "cd \(shellWord(folder)) && ") + "sil author new chapter 이름"]),
            asJSON: options.json)
        return .done
    }
}
