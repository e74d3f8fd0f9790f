/// The targets of a `Package.swift` with what they depend on, read from its text: `swift package dump-package` takes
/// a second and the build folder's lock, which the running `swift test` holds.
///
/// Understood are `.target`, `.executableTarget`, `.systemLibrary` with a literal `name:` and the house's own
/// shorthand `library("Name", […])`. Test targets are left out: a test may use whatever it needs.
struct Manifest {
    /// What each target names as its dependencies: targets and products alike, by name.
    let dependencies: [String: Set<String>]

    init(_ text: String) {
        var found: [String: Set<String>] = [:]
        let code = SwiftSource(text).code
        for call in code.matches(of: #/(func\s+)?(\.target|\.executableTarget|\.systemLibrary|library)\(/#) {
            guard call.1 == nil else { continue }
            let arguments = Manifest.balanced(code[call.range.upperBound...], open: "(", close: ")")
            guard let name = arguments.prefixMatch(of: #/\s*(?:name:\s*)?"([^"]+)"/#) else { continue }
            found[String(name.1)] = Manifest.dependencies(in: arguments[name.range.upperBound...])
        }
        dependencies = found
    }

    /// The names in the first `[…]` of the arguments that is a list of dependencies: the one after `dependencies:`,
    /// or the second argument of the shorthand.
    private static func dependencies(in arguments: Substring) -> Set<String> {
        guard
            let opening = arguments.prefixMatch(of: #/(?:.|\n)*?dependencies:\s*\[/#)
                ?? arguments.prefixMatch(of: #/\s*,\s*\[/#)
        else { return [] }
        let list = balanced(arguments[opening.range.upperBound...], open: "[", close: "]")
        let products = list.matches(of: #/\.product\(\s*name:\s*"([^"]+)"[^)]*\)/#)
        let plain = list.replacing(#/\.product\([^)]*\)/#, with: "").matches(of: #/"([^"]+)"/#)
        return Set(products.map { String($0.1) } + plain.map { String($0.1) })
    }

    /// The text up to the bracket that closes the one just opened.
    private static func balanced(_ text: Substring, open: Character, close: Character) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }
}
