import Screening

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
        let file = TokenizedFile(name: "", bytes: Array(source.utf8))
        var output: [UInt8] = []
        output.reserveCapacity(file.bytes.count * 2)
        var copied = 0
        for position in file.tokens.indices where needsSelector(at: position, in: file) {
            let start = file.tokens[position].start
            output += file.bytes[copied..<start]
            output += "XCTest::".utf8
            copied = start
        }
        output += file.bytes[copied...]
        return String(decoding: output, as: UTF8.self)
    }

    /// An XCTest function's name that stands alone: a member and a selected name are left as they are.
    private static func needsSelector(at position: Int, in file: TokenizedFile) -> Bool {
        let token = file.tokens[position]
        guard token.kind == .identifier, !token.isEscaped, !file.says(".", at: position - 1),
            !(file.says(":", at: position - 1) && file.says(":", at: position - 2)
                && file.tokens[position - 2].end == file.tokens[position - 1].start)
        else { return false }
        let word = file.text(token)
        return word.hasPrefix("XCTAssert")
            || ["XCTFail", "XCTUnwrap", "XCTSkipIf", "XCTSkipUnless"].contains(word)
    }
}
