import GraderKit
import Testing

/// What a failure keeps.
struct TestFailureTests {
    @Test("A description of the allowed length is kept whole")
    func whole() {
        let text = String(repeating: "a", count: TestFailure.descriptionBytesMax)
        #expect(TestFailure(line: 1, description: text).description == text)
    }

    @Test("A longer one is cut between characters, and says so", arguments: ["a", "가", "👩‍👩‍👧‍👧", "e\u{301}"])
    func cut(character: String) {
        let text = String(repeating: character, count: 3000)
        let kept = TestFailure(line: 1, description: text).description
        #expect(kept.utf8.count <= TestFailure.descriptionBytesMax)
        #expect(kept.utf8.count > TestFailure.descriptionBytesMax - character.utf8.count - 3)
        #expect(kept.hasSuffix("…"))
        #expect(text.hasPrefix(kept.dropLast()))
    }

    @Test("A line is never negative")
    func line() {
        #expect(TestFailure(line: -1, description: "").line == 0)
    }
}
