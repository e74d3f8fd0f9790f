import Foundation
import Testing
import Verdicts

@Suite("Verdicts on disk")
struct VerdictsTests {
    private let verdict = Verdict(
        course: "siltarae", exercise: "hit-counter", outcome: .deadlocked, maxScore: 3,
        findings: [
            Finding(
                kind: .deadlock, handle: "7k2f", schedule: 3, threads: [FindingThread(name: "main")],
                steps: [
                    FindingStep(
                        thread: "main", action: .lock, what: "m",
                        place: Finding.Place(file: "a.swift", line: 6),
                        lock: "m", heldBy: ["A"], note: .readLock)
                ])
        ], sandbox: "full")

    @Test("what was written is read again, findings and all")
    func roundTrip() throws {
        let data = try JSONEncoder().encode(verdict)
        #expect(try JSONDecoder().decode(Verdict.self, from: data) == verdict)
    }

    @Test("a verdict of before there were findings is read as one without any")
    func older() throws {
        let data = try JSONEncoder().encode(verdict)
        var document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        document["findings"] = nil
        let older = try JSONSerialization.data(withJSONObject: document)
        var expected = verdict
        expected.findings = []
        #expect(try JSONDecoder().decode(Verdict.self, from: older) == expected)
    }

    @Test("threads are named in the order they are made")
    func names() {
        #expect(FindingThread.name(at: 0) == "main")
        #expect(
            [1, 2, 26, 27, 52, 53, 702, 703].map(FindingThread.name) == [
                "A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
            ])
    }
}
