import Foundation
import Testing

private struct Place: Decodable, Equatable {
    var line: Int
    var column: Int
    init(_ line: Int, _ column: Int) { (self.line, self.column) = (line, column) }
}

private struct Answer: Decodable {
    var version: Int
    var files: [FileFacts]
}

private struct FileFacts: Decodable {
    struct Import: Decodable, Equatable {
        var module, path: String
        var kind: String?
        var attributes, modifiers: [String]
        var line, column: Int
    }
    struct Attribute: Decodable, Equatable {
        var name: String
        var arguments: String?
        var line, column: Int
    }
    struct Unsafe: Decodable, Equatable {
        var kind: String
        var line, column: Int
    }
    struct Macro: Decodable, Equatable {
        var name: String
        var line, column: Int
    }
    struct Declaration: Decodable, Equatable {
        var kind, name: String
        var extends, access: String?
        var inherits: [String]
        var line, column: Int
    }
    struct Use: Decodable, Equatable {
        var name, role: String
        var base, module: String?
        var line, column: Int
    }
    var file: String
    var parseErrors: Int
    var imports: [Import]
    var attributes: [Attribute]
    var unsafe: [Unsafe]
    var macros: [Macro]
    var declarations: [Declaration]
    var uses: [Use]
}

extension FileFacts {
    init(_ text: String, names: String = "") throws {
        let process = try SyntaxProcess(["facts", "--names", names], on: text)
        self = try #require(try process.decoded(as: Answer.self).files.first)
    }
}

@Suite("facts: what stands in a file, and where")
struct FactsTests {
    @Test("Imports of every form, also under #if")
    func imports() throws {
        let facts = try FileFacts(
            """
            import Foundation
            @testable public import class Foundation.Thread
            #if os(Linux)
              import Glibc.POSIX
            #endif
            """)
        #expect(
            facts.imports == [
                .init(
                    module: "Foundation", path: "Foundation", attributes: [], modifiers: [], line: 1,
                    column: 1),
                .init(
                    module: "Foundation", path: "Foundation.Thread", kind: "class", attributes: ["testable"],
                    modifiers: ["public"], line: 2, column: 18),
                .init(
                    module: "Glibc", path: "Glibc.POSIX", attributes: [], modifiers: [], line: 4, column: 3),
            ])
    }

    @Test("Attributes with what they are given")
    func attributes() throws {
        let facts = try FileFacts(
            "@_cdecl(\"exit\") func a() {}\n@section(\".text\")\nlet b = 1\n@main struct C {}")
        #expect(
            facts.attributes == [
                .init(name: "_cdecl", arguments: "\"exit\"", line: 1, column: 1),
                .init(name: "section", arguments: "\".text\"", line: 2, column: 1),
                .init(name: "main", line: 4, column: 1),
            ])
    }

    @Test("unsafe as expression, in a loop and as a modifier; not as a name")
    func unsafe() throws {
        let facts = try FileFacts(
            "nonisolated(unsafe) var a = 1\nfunc f() {\n  let b = unsafe g()\n  for unsafe x in y {}\n  let unsafe = 1 }"
        )
        #expect(
            facts.unsafe == [
                .init(kind: "nonisolated", line: 1, column: 13),
                .init(kind: "expression", line: 3, column: 11),
                .init(kind: "loop", line: 4, column: 7),
            ])
    }

    @Test("Macro expansions as expressions and as declarations")
    func macros() throws {
        let facts = try FileFacts("func f() {\n  print(#line)\n}\n#warning(\"x\")\n#make(3)")
        #expect(
            facts.macros == [
                .init(name: "line", line: 2, column: 9), .init(name: "warning", line: 4, column: 1),
                .init(name: "make", line: 5, column: 1),
            ])
    }

    @Test("Declarations at file scope and in extensions, not those of types and functions")
    func declarations() throws {
        let facts = try FileFacts(
            """
            private func f() { func inner() {} }
            let (a, b) = (1, 2)
            typealias Int = Int8
            infix operator +++: Group
            precedencegroup Group {}
            struct S: Error { var hidden = 1 }
            extension XCTestCase: P { static func == (a: X, b: X) -> Bool { true } }
            #if DEBUG
            class `default` {}
            #endif
            """)
        #expect(
            facts.declarations.map { "\($0.kind) \($0.name) \($0.line):\($0.column)" } == [
                "func f 1:14", "let a 2:6", "let b 2:9", "typealias Int 3:11", "operator +++ 4:16",
                "precedencegroup Group 5:17", "struct S 6:8", "extension XCTestCase 7:1", "func == 7:39",
                "class default 9:7",
            ])
        #expect(facts.declarations.first?.access == "private")
        #expect(facts.declarations.compactMap(\.extends) == ["XCTestCase"])
        #expect(facts.declarations.flatMap(\.inherits) == ["Error", "P"])
    }

    @Test("Uses of the names asked for: calls, values, types, members, selected")
    func uses() throws {
        let facts = try FileFacts(
            """
            func f(exit: Int) { exit(1); Glibc.exit(2); let g = exit
              Glibc::exit<Int>(3); a.exit; "exit \\(exit(4))" }
            let t: Thread = Foundation.Thread() // exit
            """, names: "exit,Thread")
        #expect(
            facts.uses == [
                .init(name: "exit", role: "call", line: 1, column: 21),
                .init(name: "exit", role: "call", base: "Glibc", line: 1, column: 36),
                .init(name: "exit", role: "value", line: 1, column: 53),
                .init(name: "exit", role: "call", module: "Glibc", line: 2, column: 10),
                .init(name: "exit", role: "value", base: "a", line: 2, column: 26),
                .init(name: "exit", role: "call", line: 2, column: 40),
                .init(name: "Thread", role: "type", line: 3, column: 8),
                .init(name: "Thread", role: "call", base: "Foundation", line: 3, column: 28),
            ])
    }

    @Test("Columns count UTF-8 bytes, and lines as the compiler does: Hangul, NFD, BOM, CRLF, lone CR")
    func places() throws {
        func uses(_ text: String) throws -> [Place] {
            try FileFacts(text, names: "x").uses.map { Place($0.line, $0.column) }
        }
        #expect(try uses("let 가 = x") == [Place(1, 11)])
        #expect(try uses("let \u{1100}\u{1161} = x") == [Place(1, 14)])
        #expect(try uses("\u{FEFF}let a = x") == [Place(1, 12)])
        #expect(try uses("let a = 1\r\nlet b = x") == [Place(2, 9)])
        #expect(try uses("let a = 1\rlet b = x") == [Place(1, 9)])
    }

    @Test("Parse errors are counted and the rest is still told")
    func parseErrors() throws {
        let facts = try FileFacts("import A\nfunc f( {\nlet b = )\n")
        #expect(facts.parseErrors > 0)
        #expect(facts.imports.map(\.module) == ["A"])
        #expect(try FileFacts("let a = 1").parseErrors == 0)
    }
}
