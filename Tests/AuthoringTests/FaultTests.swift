import Authoring
import Testing

@Suite("Faults")
struct FaultTests {
    @Test("stand in the order of their places, whole files first")
    func order() {
        let faults = [("b.md", 1, 1), ("a.md", 9, 2), ("a.md", 9, 1), ("a.md", nil, nil), ("a.md", 2, 30)]
            .map { Fault(file: $0, line: $1, column: $2, rule: "r", message: "m", fix: "f") }
        let lines = faults.sorted().map { "\($0.file) \($0.line ?? 0) \($0.column ?? 0)" }
        #expect(lines == ["a.md 0 0", "a.md 2 30", "a.md 9 1", "a.md 9 2", "b.md 1 1"])
    }
}
