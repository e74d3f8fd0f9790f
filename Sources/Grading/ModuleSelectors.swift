/// Puts the module's name before every use of an XCTest function in a grader: `XCTAssertEqual(…)` becomes
/// `XCTest::XCTAssertEqual(…)`.
///
/// A learner's module is imported beside XCTest, and a function of the same name with more specific parameters would be
/// chosen instead of XCTest's, with no message at all. Instructors write plain XCTest; this is done when a grader is
/// staged. Lines and what lies in comments and string literals stay as they are.
///
/// Source: SE-0491, module selectors for name disambiguation.
enum ModuleSelectors {
    static func inserted(into source: String) -> String {
        var scanner = Scanner(source)
        return scanner.run()
    }

    private static func isSelected(_ word: Substring) -> Bool {
        word.hasPrefix("XCTAssert") || ["XCTFail", "XCTUnwrap", "XCTSkipIf", "XCTSkipUnless"].contains(word)
    }

    private struct Scanner {
        private var rest: Substring
        private var output = ""
        /// What stands before the current place, blanks left out: a member or a selected name is left alone.
        private var previous: Character?

        init(_ source: String) {
            rest = source[...]
            output.reserveCapacity(source.utf8.count * 2)
        }

        mutating func run() -> String {
            while let character = rest.first {
                if rest.hasPrefix("//") {
                    take(rest.prefix { !$0.isNewline }.count)
                } else if rest.hasPrefix("/*") {
                    takeComment()
                } else if character == "\"" || (character == "#" && opensRawString()) {
                    takeString()
                    previous = "\""
                } else if character.isLetter || character == "_" {
                    takeWord()
                } else {
                    if !character.isWhitespace { previous = character }
                    take(1)
                }
            }
            return output
        }

        private mutating func take(_ count: Int) {
            output += rest.prefix(count)
            rest = rest.dropFirst(count)
        }

        private mutating func takeWord() {
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if previous != ".", previous != ":" || !output.hasSuffix("::"), previous != "`", isSelected(word)
            {
                output += "XCTest::"
            }
            previous = "a"
            take(word.count)
        }

        /// Comments nest in Swift.
        private mutating func takeComment() {
            var depth = 0
            repeat {
                if rest.hasPrefix("/*") {
                    depth += 1
                    take(2)
                } else if rest.hasPrefix("*/") {
                    depth -= 1
                    take(2)
                } else {
                    take(1)
                }
            } while depth > 0 && !rest.isEmpty
        }

        private func opensRawString() -> Bool { rest.drop { $0 == "#" }.first == "\"" }

        /// `"…"`, `"""…"""` and their raw forms. Code in an interpolation may hold strings of its own.
        private mutating func takeString() {
            let pounds = rest.prefix { $0 == "#" }.count
            take(pounds)
            let quotes = rest.hasPrefix("\"\"\"") ? 3 : 1
            take(quotes)
            let escape = "\\" + String(repeating: "#", count: pounds)
            let end = String(repeating: "\"", count: quotes) + String(repeating: "#", count: pounds)
            while !rest.isEmpty {
                if rest.hasPrefix(escape + "(") {
                    take(escape.count)
                    takeParentheses()
                } else if rest.hasPrefix(escape) {
                    take(escape.count + 1)
                } else if rest.hasPrefix(end) {
                    return take(end.count)
                } else if quotes == 1, rest.first?.isNewline == true {
                    // Not closed: the compiler will say so.
                    return
                } else {
                    take(1)
                }
            }
        }

        private mutating func takeParentheses() {
            var depth = 0
            repeat {
                guard let character = rest.first else { return }
                if character == "\"" || (character == "#" && opensRawString()) {
                    takeString()
                    continue
                }
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                take(1)
            } while depth > 0
        }
    }
}
