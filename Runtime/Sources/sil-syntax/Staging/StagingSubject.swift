/// Whose names a grader may use, and what each must go on to mean once a learner's module is imported beside it.
struct StagingSubject {
    /// The learner's module.
    var module: String
    /// What it declares at file scope.
    var names: Set<String>

    /// What a learner is likeliest to declare again, by intent or not, and a grader means the standard library's.
    private static let standardTypes: Set<String> = [
        "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Double",
        "Float",
        "Bool", "String", "Substring", "Character", "Array", "ArraySlice", "ContiguousArray", "Dictionary",
        "Set",
        "Optional", "Range", "ClosedRange", "Result", "Void", "Never", "Error", "AnyObject", "Equatable",
        "Hashable",
        "Comparable", "Sendable", "Sequence", "Collection",
    ]
    private static let standardFunctions: Set<String> = [
        "abs", "assert", "fatalError", "max", "min", "precondition", "preconditionFailure", "print", "stride",
        "zip",
    ]

    /// Functions and types of GraderKit with names that a learner may well choose too.
    private static let graderKit: Set<String> = ["explore", "together", "Guarded", "Meeting", "Sleeper"]

    enum Meaning {
        case xctest, graderKit, learner, standardType, standardFunction
    }

    /// nil for a name that is left to mean what it means.
    func meaning(of name: String) -> Meaning? {
        if names.contains(name) { return name == module ? nil : .learner }
        if name.hasPrefix("XCT") { return ["XCTest", "XCTestCase"].contains(name) ? nil : .xctest }
        if Self.graderKit.contains(name) { return .graderKit }
        if Self.standardTypes.contains(name) { return .standardType }
        return Self.standardFunctions.contains(name) ? .standardFunction : nil
    }

    func selector(for meaning: Meaning) -> String {
        switch meaning {
        case .xctest: "XCTest::"
        case .graderKit: "GraderKit::"
        case .learner: module + "::"
        case .standardType, .standardFunction: "Swift::"
        }
    }
}
