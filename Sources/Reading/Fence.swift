/// What a fenced block means in a course, by the words behind its fence.
enum Fence: Equatable {
    case quiz
    case exercise
    /// A complete program that can be run from the page.
    case run(language: String)
    /// A program to be run under the schedule explorer.
    case explore(language: String)
    /// What the program above it prints.
    case output
    /// Code to read, or anything else.
    case plain

    init(info: String) {
        let words = info.split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("quiz", _): self = .quiz
        case ("exercise", _): self = .exercise
        case ("output", _): self = .output
        case (let language?, "run"): self = .run(language: language)
        case (let language?, "explore"): self = .explore(language: language)
        default: self = .plain
        }
    }

    /// Whether an output may follow.
    var isProgram: Bool {
        switch self {
        case .run, .explore: true
        default: false
        }
    }

    /// The line above the block.
    func label(separator: String) -> String? {
        switch self {
        case .run(let language): "\(language) \(separator) 실행해 볼 수 있음"
        case .explore(let language): "\(language) \(separator) 순서를 바꿔 가며 실행해 볼 수 있음"
        case .output: "결과"
        case .quiz, .exercise, .plain: nil
        }
    }
}
