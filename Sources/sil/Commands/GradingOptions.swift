public import ArgumentParser
public import Sandbox

/// What `test` and `submit` are told to grade.
struct GradingOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("작업 공간 대신 이 파일들을 채점함", valueName: "파일"), completion: .file(extensions: ["swift"]))
    var file: [String] = []

    @Option(
        help: ArgumentHelp(
            "제출한 코드를 가두는 단계: full, reduced, none(가두지 않음). 없으면 되는 것 가운데 가장 센 것", valueName: "단계"))
    var sandbox: Tier?

    @Flag(help: "컴파일러가 한 말을 그대로 보임")
    var raw = false
}

extension Tier: ExpressibleByArgument {}
