/// What a fenced block means in a course, by the words behind its fence.
public enum Fence: Sendable, Equatable {
    case quiz
    case exercise
    /// A complete program that can be run from the page.
    case sample(Sample.Kind)
    /// What the program above it does.
    case output
    /// Code to read, or anything else.
    case plain

    /// Why words that begin like those of a program are none.
    enum Misuse: Error, Equatable {
        case unknownLanguage(String)
        case unknownWord(String)
        /// Only Swift has modes.
        case modeOfAnotherLanguage
    }

    /// - Parameter info: what stands behind the fence (`swift run`). What is not understood is code to read.
    public init(info: String) { self = (try? Fence(strictly: info)) ?? .plain }

    init(strictly info: String) throws(Misuse) {
        let words = info.split(whereSeparator: \.isWhitespace)
        switch (words.first, words.dropFirst().first.flatMap { Sample.Use(rawValue: String($0)) }) {
        case ("quiz", _): self = .quiz
        case ("exercise", _): self = .exercise
        case ("output", _): self = .output
        case (let language?, let use?):
            self = .sample(try Sample.Kind(language, use, options: words.dropFirst(2)))
        default: self = .plain
        }
    }

    /// Whether an output may follow.
    public var isSample: Bool { if case .sample = self { true } else { false } }
}

extension Sample.Kind {
    /// What of the language mode is written behind a fence, as the key in an exercise's manifest.
    private static let modes = ["language_mode=5": 5, "language_mode=6": 6]

    fileprivate init(
        _ language: Substring, _ use: Sample.Use, options: ArraySlice<Substring>
    ) throws(Fence.Misuse) {
        guard let known = Sample.Language(rawValue: String(language)) else {
            throw .unknownLanguage(String(language))
        }
        self.init(known, use)
        for word in options {
            guard let mode = Self.modes[String(word)] else { throw .unknownWord(String(word)) }
            guard known == .swift else { throw .modeOfAnotherLanguage }
            languageMode = mode
        }
    }
}
