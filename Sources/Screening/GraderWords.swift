/// The names that a hidden grader speaks, for telling a submission's own names from those that stand in its way.
public struct GraderWords: Sendable, Equatable, Codable {
    /// Every name in the grader's code.
    public private(set) var spoken: Set<String> = []
    /// Those that neither the grader nor the reference solution declares: they belong to Swift, XCTest, Foundation.
    public private(set) var foreign: Set<String> = []

    /// - Parameters:
    ///   - grader: the grader's files.
    ///   - reference: a right solution's files, or the starter's.
    public init(grader: [[UInt8]], reference: [[UInt8]]) {
        var declared: Set<String> = []
        for bytes in grader {
            let file = TokenizedFile(name: "", bytes: bytes)
            for token in file.tokens where token.kind == .identifier { spoken.insert(file.text(token)) }
            declared.formUnion(Self.declared(in: file))
        }
        for bytes in reference {
            declared.formUnion(Self.declared(in: TokenizedFile(name: "", bytes: bytes)))
        }
        foreign = spoken.subtracting(declared)
    }

    private static func declared(in file: TokenizedFile) -> [String] {
        file.tokens.indices.dropFirst().compactMap { position in
            guard file.isIdentifier(at: position), file.isIdentifier(at: position - 1),
                StandardNames.declaring.contains(file.text(file.tokens[position - 1]))
            else { return nil }
            return file.text(file.tokens[position])
        }
    }
}
