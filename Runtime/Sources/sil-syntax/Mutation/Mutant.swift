import SwiftSyntax

/// One small change of one file that makes another program of it.
struct Mutant {
    var kind: MutationOperator
    /// Of what is changed.
    var place: Place
    /// Ascending, apart from each other. They may hold line breaks, and what follows a mutated statement keeps its line
    /// wherever the mutant is not a statement that moved.
    var edits: [Edit]

    /// Where the first edit begins; mutants are told in this order.
    var offset: Int { edits.first?.offset ?? 0 }

    var json: JSON {
        .object(
            [("operator", .string(kind.rawValue))] + place.json + [("edits", .array(edits.map(\.json)))])
    }
}

/// The mutants of one file as they are found.
final class MutantList {
    /// In one file. A solution has some dozens.
    static let maximum = 2_000

    let source: SourceText
    private var mutants: [Mutant] = []
    private var known: Set<[Edit]> = []

    init(_ source: SourceText) {
        self.source = source
    }

    /// All mutants of a file, in the order of the source, and how many were left out because they are more than `maximum`:
    /// then those that are told lie evenly over the file.
    static func mutants(of source: SourceText) -> (told: [Mutant], omitted: Int) {
        let list = MutantList(source)
        // Of two operators that make the same program, the one that says more of the mistake comes first.
        LockMutation(list).walk(source.tree)
        AtomicMutation(list).walk(source.tree)
        StatementMutation(list).walk(source.tree)
        BodyMutation(list).walk(source.tree)
        ExpressionMutation(list).walk(source.tree)
        let all = list.mutants.enumerated().sorted {
            ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
        }.map(\.element)
        guard all.count > maximum else { return (all, 0) }
        let told = (0..<maximum).map { all[$0 * all.count / maximum] }
        return (told, all.count - maximum)
    }

    func add(_ kind: MutationOperator, at place: Place, _ edits: [Edit]) {
        let edits = edits.sorted { $0.offset < $1.offset }
        guard !edits.isEmpty, known.insert(edits).inserted else { return }
        mutants.append(Mutant(kind: kind, place: place, edits: edits))
    }

    func add(_ kind: MutationOperator, at node: some SyntaxProtocol, _ edits: [Edit]) {
        add(kind, at: source.place(of: node), edits)
    }

    // MARK: Edits

    /// The text of a node without what stands around it.
    func text(of node: some SyntaxProtocol) -> String {
        String(decoding: source.bytes[range(of: node)], as: UTF8.self)
    }

    func range(of node: some SyntaxProtocol) -> Range<Int> {
        let start = node.positionAfterSkippingLeadingTrivia.utf8Offset
        return start..<max(start, node.endPositionBeforeTrailingTrivia.utf8Offset)
    }

    func replacing(_ node: some SyntaxProtocol, by text: String) -> Edit {
        let range = range(of: node)
        return Edit(offset: range.lowerBound, removed: range.count, inserted: text)
    }

    func inserting(_ text: String, before node: some SyntaxProtocol) -> Edit {
        Edit(offset: range(of: node).lowerBound, removed: 0, inserted: text)
    }

    func inserting(_ text: String, after node: some SyntaxProtocol) -> Edit {
        Edit(offset: range(of: node).upperBound, removed: 0, inserted: text)
    }

    /// Takes a node out and leaves its line breaks, so that what follows keeps its line.
    func removing(_ node: some SyntaxProtocol) -> Edit {
        let range = range(of: node)
        let breaks = source.bytes[range].filter { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return Edit(
            offset: range.lowerBound, removed: range.count,
            inserted: String(decoding: breaks, as: UTF8.self))
    }
}
