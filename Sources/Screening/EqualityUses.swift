/// Types of a learner's module whose own `==` a grader's object calls.
///
/// A submission may define `==` to be true always; a grader that compares by it believes what it is told. The object says
/// so by the conformance it refers to (`…SQAAMc`: Equatable, declared in the type's own module; `SH`: Hashable, for sets
/// and keys) or by the operator itself. For an enum without payload the compiler calls what it derived, under a name of
/// its own; a submission may put its own in that place as well.
///
/// Source: swift/docs/ABI/Mangling.rst.
public struct EqualityUses: Sendable, Equatable {
    /// By name, members of types with a dot (`Ending`, `Outer.Inner`), sorted.
    public let types: [String]

    private static let endings = ["SQAAMc", "SHAAMc"].map { Array($0.utf8) }
    private static let derived = "__derived_enum_equals"

    /// - Parameters:
    ///   - object: the grader's object. One that cannot be read calls nothing.
    ///   - module: the learner's module.
    public init(object: [UInt8], module: String) {
        var types: Set<String> = []
        let prefix = Array("$s".utf8)
        if let file = ObjectFile(object) {
            for symbol in file.symbols where file.name(of: symbol, startsWith: prefix) {
                if let type = Self.type(in: MangledName(file.bytes[symbol.name]), module: module) {
                    types.insert(type)
                }
            }
        }
        self.types = types.sorted()
    }

    private static func type(in name: MangledName, module: String) -> String? {
        guard let first = name.identifiers.first, first.text == module,
            first.range.lowerBound == name.bytes.startIndex + 2
        else { return nil }
        let rest = name.identifiers.dropFirst()
        if endings.contains(where: { name.bytes.suffix($0.count).elementsEqual($0) }) {
            return rest.isEmpty ? nil : rest.map(\.text).joined(separator: ".")
        }
        guard let called = rest.last(where: { isEquality($0, in: name) }) else { return nil }
        let owner = rest.prefix { $0.range.upperBound <= called.range.lowerBound }
        return owner.isEmpty ? nil : owner.map(\.text).joined(separator: ".")
    }

    /// `2eeoi`: the infix operator `==`, letter by letter.
    private static func isEquality(_ identifier: MangledName.Identifier, in name: MangledName) -> Bool {
        if identifier.text == derived { return true }
        let end = identifier.range.upperBound
        return identifier.text == "ee" && name.byte(at: end) == UInt8(ascii: "o")
            && name.byte(at: end + 1) == UInt8(ascii: "i")
    }
}
