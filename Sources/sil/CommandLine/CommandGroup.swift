import ArgumentParser

/// The commands as help groups them.
struct CommandGroup {
    var title: String
    var commands: [any ParsableCommand.Type]

    /// What may stand first on a command line.
    static func command(named name: String) -> (any ParsableCommand.Type)? {
        all.lazy.flatMap(\.commands).first { $0._commandName == name }
    }

    static var all: [CommandGroup] {
        [
            CommandGroup(
                title: "읽고 살피기",
                commands: [
                    ReadCommand.self, ListCommand.self, SearchCommand.self, QuizCommand.self,
                    StatusCommand.self, NextCommand.self,
                ]),
            CommandGroup(
                title: "풀기",
                commands: [
                    InitCommand.self, StartCommand.self, WatchCommand.self, TestCommand.self,
                    SubmitCommand.self, HintCommand.self, SolutionCommand.self, ResetCommand.self,
                    RestoreCommand.self, UndoCommand.self, ExploreCommand.self, ReplayCommand.self,
                ]),
            CommandGroup(
                title: "돌아보기",
                commands: [
                    ProgressCommand.self, HistoryCommand.self, DiffCommand.self, ProjectCommand.self,
                ]),
            CommandGroup(title: "가르치기", commands: [AuthorCommand.self]),
            CommandGroup(
                title: "살림",
                commands: [
                    ExportCommand.self, ImportCommand.self, PortfolioCommand.self, DoctorCommand.self,
                ]),
        ]
    }
}
