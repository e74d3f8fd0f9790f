/// One failed expectation of a test.
package struct TestFailure: Sendable, Equatable {
    /// Line in the grader's file; 0 if unknown.
    package let line: Int
    /// As XCTest words it, at most ``descriptionBytesMax`` of UTF-8.
    package let description: String

    package static let descriptionBytesMax = 2048

    package init(line: Int, description: String) {
        self.line = max(0, line)
        self.description = description.cut(toBytes: Self.descriptionBytesMax)
    }
}

extension String {
    /// The text itself, or as many whole characters as fit with a `…` behind them.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else {
            return self
        }
        let mark = "…"
        var end = utf8.index(startIndex, offsetBy: limit - mark.utf8.count)
        while end.samePosition(in: self) == nil {
            end = utf8.index(before: end)
        }
        return self[..<end] + mark
    }
}
