import Reporting
import Testing
import Text
import Verdicts

@Suite("Findings as chapters write them")
struct FindingTextTests {
    @Test("The kind, then the steps as the terminal shows them")
    func lostUpdate() {
        #expect(
            FindingText.lines(of: FindingSamples.lostUpdate) == [
                "assertion",
                "   메인 스레드       스레드 A      스레드 B      count",
                "1                    읽기 → 0  :5                    0",
                "2                                  읽기 → 0  :5      0",
                "3                                  쓰기 ← 1  :5      1",
                "4                    쓰기 ← 1  :5                    1",
                "5  읽기 → 1  :14                                     1",
                "6  여기서 멈춤  :14                                  1",
            ])
    }

    @Test("What waits stands above the steps, flush left")
    func deadlock() {
        let lines = FindingText.lines(of: FindingSamples.deadlock)
        #expect(lines[0] == "deadlock")
        #expect(lines[1].hasPrefix("스레드 ") && lines[1].contains("기다림"))
        #expect(lines.contains(""))
        #expect(lines.allSatisfy { $0.cells <= FindingText.width && !$0.hasSuffix(" ") })
    }

    @Test("Every kind has words of a person's", arguments: Finding.Kind.allCases)
    func words(kind: Finding.Kind) throws {
        let word = try #require(FindingText.words[kind.rawValue])
        #expect(word.contains { ("가"..."힣").contains($0) })
    }

    @Test("Nothing found is a line, and a second one where all was seen")
    func nothing() {
        #expect(FindingText.lines(ofNothingIn: nil) == ["문제를 찾지 못함"])
        #expect(FindingText.lines(ofNothingIn: 1200) == ["문제를 찾지 못함", "가능한 실행 순서 1,200개를 모두 봄"])
    }
}
