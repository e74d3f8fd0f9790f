/// What the words behind a fence call a language whose code is coloured.
struct CodeLanguage: Sendable {
    let name: String
    let keywords: Set<String>
    let types: Set<String>
    /// Whether a name that begins with a capital is a type.
    let hasCapitalTypes: Bool
    /// Whether `#` before a string, and a comment in a comment, mean what they do in Swift.
    let isSwift: Bool

    /// - Parameter info: what stands behind the fence; nil for code that is shown as it is.
    init?(info: String) {
        switch info.split(whereSeparator: \.isWhitespace).first?.lowercased() {
        case "swift": self = .swift
        case "c", "h": self = .c
        default: return nil
        }
    }

    private init(
        name: String, keywords: String, types: String, hasCapitalTypes: Bool, isSwift: Bool
    ) {
        self.name = name
        self.keywords = Set(keywords.split(separator: " ").map(String.init))
        self.types = Set(types.split(separator: " ").map(String.init))
        self.hasCapitalTypes = hasCapitalTypes
        self.isSwift = isSwift
    }

    /// Words that only mean something in one place (`left`, `get`, `set`) are left out: they are names elsewhere.
    /// Source: The Swift Programming Language, "Lexical Structure", "Keywords and Punctuation".
    static let swift = CodeLanguage(
        name: "Swift",
        keywords: """
            actor any as associatedtype async await borrowing break case catch class consume consuming continue default \
            defer deinit do else enum extension fallthrough false fileprivate final for func guard if import in \
            indirect init inout internal is isolated lazy let mutating nil nonisolated nonmutating open operator \
            override package precedencegroup private protocol public repeat required rethrows return self sending \
            some static struct subscript super switch throw throws true try typealias unowned var weak where while
            """,
        types: "", hasCapitalTypes: true, isSwift: true)

    /// Source: ISO/IEC 9899:2018, 6.4.1.
    static let c = CodeLanguage(
        name: "C",
        keywords: """
            _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local alignas alignof auto break case \
            const continue default do else enum extern false for goto if inline register restrict return sizeof static \
            static_assert struct switch thread_local true typedef typeof union volatile while NULL
            """,
        types: "_Bool bool char double float int long short signed unsigned void FILE",
        hasCapitalTypes: false, isSwift: false)
}
