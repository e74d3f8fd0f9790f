import SwiftSyntax

/// What stands in one file, with places: what a screen or an author's check needs to explain itself.
struct Facts {
    private let source: SourceText
    private let visitor: FactVisitor

    /// - Parameter names: whose uses are listed.
    init(of source: SourceText, names: Set<String>) {
        self.source = source
        visitor = FactVisitor(source, names: names)
        visitor.walk(source.tree)
    }

    var json: JSON {
        .object([
            ("file", .string(source.path)),
            ("parseErrors", .number(source.parseErrors)),
            ("imports", .array(visitor.imports)),
            ("attributes", .array(visitor.attributes)),
            ("unsafe", .array(visitor.unsafe)),
            ("macros", .array(visitor.macros)),
            ("declarations", .array(visitor.declarations)),
            ("uses", .array(visitor.uses)),
        ])
    }
}
