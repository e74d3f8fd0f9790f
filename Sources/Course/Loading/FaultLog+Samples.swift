extension FaultLog {
    func note(_ fault: SampleReader.Fault) {
        let (rule, message, fix) = Self.words(for: fault.reason)
        note(rule, line: fault.place.line, column: fault.place.column, message, fix: fix)
    }

    private static func words(
        for reason: SampleReader.Fault.Reason
    ) -> (rule: String, message: String, fix: String) {
        switch reason {
        case .orphanOutput:
            (
                "orphan-output", "```output 바로 위에 실행할 프로그램이 없음",
                "```swift run이나 ```swift explore 블록 바로 아래로 옮기세요. 읽기만 할 글이면 ```text로 쓰세요."
            )
        case .missingFinding:
            (
                "missing-output", "탐색할 프로그램 아래에 찾은 것을 적은 ```output이 없음",
                "바로 아래에 ```output 블록을 두세요. 첫 줄은 찾은 것의 종류(data_race, deadlock, …)임."
            )
        case .emptyProgram: ("empty-sample", "실행할 프로그램이 비어 있음", "완전한 프로그램을 쓰거나 블록을 지우세요.")
        case .misuse(.unknownLanguage(let language)):
            (
                "unknown-language", "실행할 수 없는 언어: `\(language)`",
                "swift나 c로 쓰세요. 읽기만 할 코드라면 둘째 낱말을 지우세요."
            )
        case .misuse(.unknownWord(let word)):
            (
                "unknown-word", "블록의 첫 줄에 모르는 낱말이 있음: `\(word)`",
                "지우세요. 더 쓸 수 있는 것은 language_mode=5와 language_mode=6임."
            )
        case .misuse(.modeOfAnotherLanguage):
            ("unknown-word", "언어 모드는 Swift에만 있음", "`language_mode`를 지우세요.")
        }
    }
}
