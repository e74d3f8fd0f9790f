import Foundation

/// One test method of a hidden grader, as the compiler sees it.
struct TestCase: Sendable, Equatable {
    /// `HeldSumTests`
    var type: String
    /// `testSmall`
    var method: String
    /// The `///` lines above it, joined; nil when there are none.
    var title: String?
    /// Whether the method must be awaited: it is `async` or belongs to a global actor.
    var isAsync: Bool

    var name: String { "\(type).\(method)" }
}

extension [TestCase] {
    /// As it is kept in the cache.
    var record: Record {
        Record(
            "tests",
            flatMap { test in
                [
                    ("type", test.type), ("method", test.method), ("title", test.title ?? ""),
                    ("async", "\(test.isAsync)"),
                ]
            })
    }

    /// nil when it is not such a record.
    init?(of record: Record) {
        let columns = ["type", "method", "title", "async"].map(record.all)
        guard record.kind == "tests", columns.allSatisfy({ $0.count == columns[0].count }) else { return nil }
        self = columns[0].indices.map { row in
            TestCase(
                type: columns[0][row], method: columns[1][row],
                title: columns[2][row].isEmpty ? nil : columns[2][row], isAsync: columns[3][row] == "true")
        }
    }
}

/// Reads the expected list of tests out of the symbol graph of the grader's module.
///
/// XCTest on Linux has no discovery at run time, and a list taken from the run itself would prove nothing: what did not
/// run would not be missed.
///
/// Format: <https://github.com/swiftlang/swift-docc-symbolkit> (`SymbolGraph`).
enum SymbolGraph {
    private struct Graph: Decodable {
        var symbols: [Symbol]
        var relationships: [Relationship]
    }
    private struct Symbol: Decodable {
        struct Identifier: Decodable { var precise: String }
        struct Kind: Decodable { var identifier: String }
        struct Comment: Decodable {
            struct Line: Decodable { var text: String }
            var lines: [Line]
        }
        struct Fragment: Decodable { var spelling: String }
        struct Location: Decodable {
            struct Position: Decodable { var line: Int }
            var uri: String
            var position: Position
        }
        var identifier: Identifier
        var kind: Kind
        var pathComponents: [String]
        var docComment: Comment?
        var declarationFragments: [Fragment]?
        var location: Location?

        var place: (String, Int) { (location?.uri ?? "", location?.position.line ?? 0) }
        var declaration: String { (declarationFragments ?? []).map(\.spelling).joined() }
    }
    private struct Relationship: Decodable {
        var kind: String
        var source: String
        var target: String
        var targetFallback: String?
    }

    /// Test methods in the order of the source: classes by place, inherited methods before a class's own.
    static func tests(in json: [UInt8]) throws -> [TestCase] {
        let graph = try JSONDecoder().decode(Graph.self, from: Data(json))
        var parents: [String: Relationship] = [:]
        var owners: [String: String] = [:]
        for relationship in graph.relationships {
            if relationship.kind == "inheritsFrom" { parents[relationship.source] = relationship }
            if relationship.kind == "memberOf" { owners[relationship.source] = relationship.target }
        }
        let classes = graph.symbols.filter { $0.kind.identifier == "swift.class" }.sorted {
            $0.place < $1.place
        }
        let methods = graph.symbols.filter(isTest).sorted { $0.place < $1.place }
        return classes.flatMap { type -> [TestCase] in
            let line = lineage(of: type.identifier.precise, parents: parents)
            guard line.isTestCase else { return [] }
            return line.types.reversed().flatMap { ancestor in
                methods.filter { owners[$0.identifier.precise] == ancestor }
            }.reduce(into: []) { list, method in
                let test = testCase(method, of: type)
                if !list.contains(where: { $0.method == test.method }) { list.append(test) }
            }
        }
    }

    private static func isTest(_ symbol: Symbol) -> Bool {
        guard symbol.kind.identifier == "swift.method", let name = symbol.pathComponents.last else {
            return false
        }
        return name.hasPrefix("test") && name.hasSuffix("()") && !symbol.declaration.contains("->")
    }

    private static func lineage(
        of type: String, parents: [String: Relationship]
    ) -> (types: [String], isTestCase: Bool) {
        var types = [type]
        while let parent = parents[types[types.count - 1]], types.count < 32 {
            if ["GraderKit.GradedCase", "XCTest.XCTestCase"].contains(parent.targetFallback) {
                return (types, true)
            }
            types.append(parent.target)
        }
        return (types, false)
    }

    private static func testCase(_ method: Symbol, of type: Symbol) -> TestCase {
        let words = method.declaration
        let comment = (method.docComment?.lines ?? []).map(\.text).joined(separator: " ")
            .trimmingCharacters(in: .whitespaces)
        return TestCase(
            type: type.pathComponents.joined(separator: "."),
            method: String(method.pathComponents.last?.dropLast(2) ?? ""),
            title: comment.isEmpty ? nil : comment,
            isAsync: words.contains(" async") || words.contains("@"))
    }
}
