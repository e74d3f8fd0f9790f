import ArgumentParser
import Course
import Reporting
import Text

/// `sil init [DIR]`.
struct InitCommand: Action {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "코드를 쓸 작업 공간을 만들거나 고침")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("작업 공간으로 쓸 폴더", valueName: "폴더"), completion: .directory)
    var folder = "."

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let found = ServerKitPackage.find(
            environment: session.surroundings.environment, executable: session.surroundings.executable)
        guard let serverKit = found else { throw WorkspaceSetup.Refusal.runtimeMissing }
        let root = Disk.absolute(folder, from: session.surroundings.currentDirectory)
        let setup = WorkspaceSetup(course: course, sil: session.surroundings.executable, serverKit: serverKit)
        let (workspace, existed) = try setup.perform(at: root)
        guard !options.json else {
            try session.output.write(InitReport(workspace: workspace.root, course: course.id))
            return .done
        }
        let first = course.exercises.first?.slug ?? "연습"
        let isHere = root == Disk.absolute(session.surroundings.currentDirectory, from: "/")
        try session.output.write([
            StyledLine(existed ? "작업 공간을 고침: " : "작업 공간을 만듦: ") + StyledLine(root, .bold), StyledLine(),
            StyledLine("  다음  " + (isHere ? "" : "cd \(folder) && ") + "./sil start \(first)"),
        ])
        return .done
    }
}
