/// What `sil-syntax facts` tells of one file. Lines and columns count from 1, columns in UTF-8 bytes.
struct SourceFacts: Decodable, Sendable {
    struct Import: Decodable, Sendable {
        var module: String
        /// `Foundation.Thread`
        var path: String
        /// `class` of `import class Foundation.Thread`
        var kind: String?
        var attributes: [String]
        var modifiers: [String]
        var line: Int
        var column: Int
    }

    struct Attribute: Decodable, Sendable {
        /// `_cdecl`
        var name: String
        /// As written: `"exit"`
        var arguments: String?
        var line: Int
        var column: Int
    }

    struct Unsafe: Decodable, Sendable {
        /// `expression`, `loop` or the modifier it stands in.
        var kind: String
        var line: Int
        var column: Int
    }

    struct Macro: Decodable, Sendable {
        var name: String
        var line: Int
        var column: Int
    }

    /// Something declared at file scope or in an extension.
    struct Declaration: Decodable, Sendable {
        /// `func`, `let`, `typealias`, `operator`, `extension` …
        var kind: String
        var name: String
        /// The type whose extension it is a member of.
        var extends: String?
        /// nil when none is written.
        var access: String?
        var inherits: [String]
        var line: Int
        var column: Int
    }

    /// A use of one of the names that were asked for.
    struct Use: Decodable, Sendable {
        var name: String
        /// `call`, `value` or `type`
        var role: String
        /// What it is a member of: `Glibc` of `Glibc.exit`.
        var base: String?
        /// Of a module selector: `Glibc` of `Glibc::exit`.
        var module: String?
        var line: Int
        var column: Int
    }

    var parseErrors: Int
    var imports: [Import]
    var attributes: [Attribute]
    var unsafe: [Unsafe]
    var macros: [Macro]
    var declarations: [Declaration]
    var uses: [Use]

    /// What another file, or a module that imports this one for testing, may call by its bare name.
    var globalNames: [String] {
        let kinds: Set = ["func", "let", "var", "class", "struct", "enum", "actor", "protocol", "typealias"]
        return declarations.filter {
            $0.extends == nil && kinds.contains($0.kind) && $0.access != "private"
                && $0.access != "fileprivate"
        }.map(\.name)
    }
}
