import Course

/// The tests of a grader as its text tells them: their names and the `///` line above each.
///
/// What counts when grading is the compiler's list. This one is read from the text, so that it is there while an author
/// types, and is there when the file does not compile; it knows no inherited tests and no conditional compilation.
public struct TestOutline: Sendable, Equatable {
    public struct Test: Sendable, Equatable {
        /// `HeldSumTests.testSmall`
        public var name: String
        /// Nil where there is no `///` line.
        public var title: String?
        /// Of the file, 1-based.
        public var line: Int

        public init(name: String, title: String?, line: Int) {
            self.name = name
            self.title = title
            self.line = line
        }
    }

    public var tests: [Test] = []

    /// - Parameter source: the text of a Swift file.
    public init(of source: String) {
        var type: String?
        var title: [String] = []
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("///") {
                title.append(text.dropFirst(3).trimmingSpaces)
                continue
            }
            if let name = TestOutline.testCase(declaredIn: text) { type = name }
            if let type, let method = TestOutline.test(declaredIn: text) {
                let words = title.joined(separator: " ").trimmingSpaces
                tests.append(
                    Test(name: "\(type).\(method)", title: words.isEmpty ? nil : words, line: index + 1))
            }
            // An attribute may stand between a title and its function.
            if !text.hasPrefix("@") || text.contains("func ") { title = [] }
        }
    }

    /// The class that a line begins, if it is one of tests.
    private static func testCase(declaredIn line: Substring) -> String? {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
        guard let place = words.firstIndex(of: "class"), words.indices.contains(place + 1),
            words.dropFirst(place + 2).contains(where: {
                $0.hasSuffix("XCTestCase") || $0.hasSuffix("GradedCase")
            })
        else { return nil }
        return String(words[place + 1])
    }

    /// The test method that a line begins.
    private static func test(declaredIn line: Substring) -> String? {
        guard !line.hasPrefix("//"), let keyword = line.firstRange(of: "func test") else { return nil }
        let before = line[..<keyword.lowerBound]
        guard before.isEmpty || before.hasSuffix(" "), !before.contains("private") else { return nil }
        let name = line[keyword.lowerBound...].dropFirst("func ".count)
            .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = line[name.endIndex...]
        guard rest.hasPrefix("()"), !rest.prefix(while: { $0 != "{" }).contains("->") else { return nil }
        return String(name)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String { String(self).trimmingSpaces }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
