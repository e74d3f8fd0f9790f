/// The names of a learner's module that a grader's object is bound to.
///
/// A grader compiled against a submission must be bound to what it is bound to with the reference solution. A name
/// beyond that is one that stood in the way of another library's: a learner's `XCTAssertTrue`, an `==` for `Int`.
///
/// What is recorded is stable among honest solutions: functions, variables and types of the module by their own name
/// (`heldSum`; members belong to their type and are not told apart, so that an enum may become a struct), and what the
/// module adds to the types of others with that type before it (`Int.==`, `Array.sum`, `Int: Summable`).
public struct BoundNames: Sendable, Equatable, Codable {
    /// Sorted.
    public private(set) var names: [String]

    /// Names as they were recorded.
    public init(names: [String]) { self.names = names.sorted() }

    /// - Parameters:
    ///   - object: the grader's object. One that cannot be read binds nothing.
    ///   - module: the learner's module.
    public init(object: [UInt8], module: String) {
        let names = ObjectFile(object).map { Self.names(in: $0, module: module) } ?? []
        self.names = names.sorted()
    }

    /// Names bound here and not in `reference`, sorted.
    ///
    /// - Parameter words: `GraderWords.spoken`. With them, helper types of a submission are left out: `HitCounter`
    ///   inheriting from `BaseCounter` binds the grader to both, but it speaks of one, and only a spoken name can be
    ///   taken for another. Operators, and what is added to the types of others, always count.
    public func extra(beyond reference: BoundNames, words: Set<String>? = nil) -> [String] {
        let known = Set(reference.names)
        return names.filter { name in
            guard !known.contains(name) else { return false }
            guard let words, let first = name.utf8.first else { return true }
            let isWord = first.isLowercase || first.isUppercase || first == .underscore || first >= 0x80
            let isOwn = isWord && !name.utf8.contains(.dot) && !name.utf8.contains(.colon)
            return !isOwn || words.contains(name) || StandardNames.literals.contains(name)
        }
    }

    /// Types of the learner's module that the grader's object speaks of. `Array: Worker` of a type is an array of them, which meets what every
    /// array meets; of a protocol it is something that the module adds to arrays.
    public static func types(in object: [UInt8], module: String) -> Set<String> {
        guard let object = ObjectFile(object) else { return [] }
        return mentions(of: module, in: object) { index, mangled in
            guard let next = mangled.identifiers.dropFirst(index + 1).first,
                next.range.lowerBound == mangled.identifiers[index].range.upperBound,
                Mention.isType(next, in: mangled)
            else { return nil }
            return next.text
        }
    }

    private static func names(in object: ObjectFile, module: String) -> Set<String> {
        mentions(of: module, in: object) { Mention(of: $0, in: $1).name }
    }

    /// What `told` says of each place where a symbol of Swift names the module.
    private static func mentions(
        of module: String, in object: ObjectFile, _ told: (Int, MangledName) -> String?
    ) -> Set<String> {
        var names: Set<String> = []
        let prefix = Array("$s".utf8)
        for symbol in object.symbols where object.name(of: symbol, startsWith: prefix) {
            let mangled = MangledName(object.bytes[symbol.name])
            for index in mangled.identifiers.indices where mangled.identifiers[index].text == module {
                if let name = told(index, mangled) { names.insert(name) }
            }
        }
        return names
    }
}

/// One place in a mangled name where a module is named, and what of the module follows.
private struct Mention {
    let name: String?

    init(of index: Int, in mangled: MangledName) {
        let module = mangled.identifiers[index]
        let next = mangled.identifiers.dropFirst(index + 1).first
        let owner = Self.owner(before: index, in: mangled)
        if let next, next.range.lowerBound == module.range.upperBound {
            let own = Self.spelled(next, in: mangled)
            // `Si 4Held 8Summable AA WP`: another's type, and a protocol of the module that it is made to meet.
            name = owner.map { Self.isConformance(mangled) ? "\($0): \(own)" : own } ?? own
        } else if let start = Self.endOfExtension(after: index, in: mangled) {
            let member = mangled.identifiers.first { $0.range.lowerBound == start }
            name = "\(owner ?? "?").\(member.map { Self.spelled($0, in: mangled) } ?? "init")"
        } else if let owner, Self.isConformance(mangled) {
            name = "\(owner): ?"
        } else {
            name = nil
        }
    }

    /// The type whose name stands before the module's; nil where the module begins the name.
    private static func owner(before index: Int, in mangled: MangledName) -> String? {
        let start = mangled.bytes.startIndex + 2
        let module = mangled.identifiers[index]
        guard module.range.lowerBound > start else { return nil }
        let known = String(
            decoding: mangled.bytes[start..<min(start + 2, module.range.lowerBound)], as: UTF8.self)
        if index == 0 { return knownTypes[known] ?? known }
        return mangled.identifiers[index - 1].text
    }

    private static let knownTypes = [
        "Sa": "Array", "Sb": "Bool", "SD": "Dictionary", "Sd": "Double", "Sf": "Float", "Sh": "Set",
        "Si": "Int",
        "SS": "String", "Ss": "Substring", "Sq": "Optional", "Su": "UInt", "SJ": "Character",
        "Sl": "Collection",
        "ST": "Sequence", "SQ": "Equatable", "SL": "Comparable", "SH": "Hashable", "Sn": "Range",
        "SN": "ClosedRange", "Sj": "Numeric", "SZ": "SignedInteger", "Sz": "BinaryInteger",
        "Sy": "StringProtocol",
    ]

    /// Witness tables and conformance descriptors.
    private static func isConformance(_ mangled: MangledName) -> Bool {
        let ending = String(decoding: mangled.bytes.suffix(2), as: UTF8.self)
        return ["WP", "Mc", "WL", "Wl", "Wa", "WI"].contains(ending)
    }

    /// An enum, a structure or a class: what follows the name says so, and nothing of the kind follows a protocol's. In
    /// `Say 4Held 5Point V G Sayx G ST s Wl` it is the element of an array that is a sequence as every array is.
    static func isType(_ identifier: MangledName.Identifier, in mangled: MangledName) -> Bool {
        [UInt8(ascii: "O"), UInt8(ascii: "V"), UInt8(ascii: "C")]
            .contains(mangled.byte(at: identifier.range.upperBound))
    }

    /// Where the member's name begins if the module is that of an extension: after its `E`, with what the extension
    /// demands before it.
    private static func endOfExtension(after index: Int, in mangled: MangledName) -> Int? {
        let end = mangled.identifiers[index].range.upperBound
        if mangled.byte(at: end) == UInt8(ascii: "E") { return end + 1 }
        return mangled.identifiers.dropFirst(index + 1).map(\.range.lowerBound).first { start in
            mangled.byte(at: start - 1) == UInt8(ascii: "E")
                && mangled.byte(at: start - 2) == UInt8(ascii: "l")
        }
    }

    /// A name as it is written: operators are mangled letter by letter.
    private static func spelled(_ identifier: MangledName.Identifier, in mangled: MangledName) -> String {
        guard mangled.byte(at: identifier.range.upperBound) == UInt8(ascii: "o"),
            [UInt8(ascii: "i"), UInt8(ascii: "p"), UInt8(ascii: "P")]
                .contains(mangled.byte(at: identifier.range.upperBound + 1))
        else { return identifier.text }
        return String(identifier.text.map { operatorLetters[$0] ?? $0 })
    }

    private static let operatorLetters: [Character: Character] = [
        "a": "&", "c": "@", "d": "/", "e": "=", "g": ">", "l": "<", "m": "*", "n": "!", "o": "|", "p": "+",
        "q": "?",
        "r": "%", "s": "-", "t": "~", "x": "^", "z": ".",
    ]
}
