import ArgumentParser
import Authoring
import Course
import Glibc

/// What every `author new` takes.
struct AskingOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "묻지 않고, 주지 않은 것은 기본값으로 함")
    var yes = false
}

/// Asks short questions on a terminal, one line each; Return takes what stands in brackets.
struct Questions {
    /// Writes a question without a line end.
    private let put: (String) throws -> Void
    /// The next line typed; nil at the end of input.
    private let next: () -> String?

    /// - Returns: nil where nobody can be asked, or wants to be.
    init?(_ session: Session, _ options: AskingOptions) {
        guard !options.yes, !session.options.json, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1
        else { return nil }
        self.init(put: { try Output.write($0, to: STDERR_FILENO) }, next: { readLine() })
    }

    init(put: @escaping (String) throws -> Void, next: @escaping () -> String?) {
        self.put = put
        self.next = next
    }

    /// The answer to a question, asked again until nothing is wrong with it.
    ///
    /// - Parameters:
    ///   - given: what an option said already: nobody is asked then.
    ///   - usual: what an empty answer means; nil when there must be one.
    ///   - complaint: what is wrong with an answer.
    /// - Throws: `Interrupted` at the end of the input.
    func answer(
        to question: String, unless given: String? = nil, usually usual: String? = nil,
        complaint: (String) -> String? = { _ in nil }
    ) throws -> String {
        if let given { return given }
        let hint = usual.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
        while true {
            try put("\(question)\(hint): ")
            guard let line = next() else {
                try put("\n")
                throw Interrupted()
            }
            let typed = line.drop { $0 == " " }
            let answer = typed.isEmpty ? usual : String(typed)
            guard let answer else {
                try put("  빈 채로 둘 수 없음.\n")
                continue
            }
            guard let wrong = complaint(answer) else { return answer }
            try put("  \(wrong)\n")
        }
    }

    /// One of several words, or the unique beginning of one.
    func choice(_ question: String, among words: [String], unless given: String?, usually usual: String)
        throws
        -> String
    {
        if let given { return given }
        func meant(_ typed: String) -> String? {
            if words.contains(typed) { return typed }
            let fitting = words.filter { $0.hasPrefix(typed) }
            return fitting.count == 1 ? fitting[0] : nil
        }
        let answer = try answer(to: "\(question) (\(words.joined(separator: " ")))", usually: usual) {
            meant($0) == nil ? "이 가운데 하나: \(words.joined(separator: ", "))" : nil
        }
        return meant(answer) ?? usual
    }

    /// Whoever was asked left without an answer.
    struct Interrupted: Error {}
}

extension Questions? {
    /// The name of what is to be made: as it was given, or asked for.
    ///
    /// - Throws: what is wrong with a name that was given; a usage error when there is none and nobody to ask.
    func name(
        _ given: String?, asking question: String, example: String, command: String,
        complaint: (String) -> NewError?
    ) throws -> String {
        if let given {
            if let wrong = complaint(given) { throw wrong }
            return given
        }
        guard let self else {
            throw Failure.usage("missing_argument", "빠진 인자: 이름", suggestions: ["\(command) \(example)"])
        }
        return try self.answer(to: question) { typed in
            complaint(typed).map { error in
                let failure = Failure(error)
                return ([failure.message] + failure.suggestions).joined(separator: ". ")
            }
        }
    }
}

/// Holds Ctrl-C off while files get their names.
enum Interrupts {
    static func held<Result, Problem: Error>(_ body: () throws(Problem) -> Result) throws(Problem) -> Result {
        let before = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, before) }
        return try body()
    }
}
