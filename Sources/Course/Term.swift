/// One of the course's words, as `Lessons/terms.yml` has it.
public struct Term: Sendable, Equatable {
    /// How it stands where a reader meets it first: `스레드(thread)`.
    public var first: String
    /// How it stands from then on: `스레드`.
    public var after: String
    /// Other words for the same, which the course does not use.
    public var forbidden: [String]
    /// Line of its entry in the file, 1-based.
    public var line: Int?
}

extension Course {
    public static let termsPath = "Lessons/terms.yml"

    /// The terms of the course in the order of the file, and what is wrong with the file.
    public func terms() -> (list: [Term], faults: [CourseError.Fault]) {
        let (list, faults) = EntryList.read(Course.termsPath, in: root) { reader in
            let name = reader.required("term")
            let after = reader.string("after") ?? name
            let first = reader.string("first") ?? after
            let forbidden = reader.strings("forbidden") ?? []
            guard let first, let after else { return Term?.none }
            return Term(first: first, after: after, forbidden: forbidden, line: reader.line("term"))
        }
        return (list, faults)
    }
}
