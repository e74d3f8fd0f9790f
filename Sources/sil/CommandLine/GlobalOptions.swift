import ArgumentParser

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("과정이 있는 폴더", valueName: "폴더"), completion: .directory)
    var course: String?

    @Flag(help: "결과를 JSON 문서 하나로 냄")
    var json = false

    @Flag(help: "색을 쓰지 않음")
    var noColor = false
}
