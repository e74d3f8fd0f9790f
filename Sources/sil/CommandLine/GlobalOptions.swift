public import ArgumentParser
public import Text

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("과정이 있는 폴더", valueName: "폴더"), completion: .directory)
    var course: String?

    @Flag(help: "결과를 JSON 문서 하나로 냄")
    var json = false

    @Option(help: ArgumentHelp("색을 쓸지", valueName: "때"))
    var color = ColorMode.Flag.auto

    @Flag(help: "색을 쓰지 않음 (--color never)")
    var noColor = false
}

extension ColorMode.Flag: ExpressibleByArgument {}
