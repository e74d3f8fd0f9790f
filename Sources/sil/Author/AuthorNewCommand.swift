import ArgumentParser

/// `sil author new`: a course, a chapter or an exercise to begin with.
struct AuthorNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "과정, 장, 연습을 본을 떠서 새로 만듦",
        subcommands: [NewCourseCommand.self, NewChapterCommand.self, NewExerciseCommand.self])
}
