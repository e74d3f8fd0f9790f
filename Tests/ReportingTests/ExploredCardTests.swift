import Course
import Foundation
import Reporting
import Testing
import Text
import Verdicts

@Suite("What a card tells of an explored exercise")
struct ExploredCardTests {
    private static let name = "FourStepsTests.testTwo"

    static func graded(_ finding: Finding, handle: String?) -> Finding {
        var finding = finding
        finding.handle = handle
        finding.scenario = Finding.Scenario(test: name, title: "두 스레드가 한 번씩")
        return finding
    }

    static func card(
        _ findings: [Finding], scenarios: [ScenarioResult], status: TestStatus = .failed,
        message: String? = nil
    ) -> Card {
        var verdict = Samples.verdict(
            status == .passed ? .passed : .failed, score: 2,
            tests: [
                TestResult(
                    name: name, title: "두 스레드가 한 번씩 올리면 2가 됨", status: status, message: message,
                    read: status == .passed ? nil : "1#스레드", scenarios: scenarios)
            ])
        verdict.findings = findings
        var card = Samples.card(verdict)
        card.source = FindingSamples.counter
        return card
    }

    static let found = ScenarioResult(title: "두 스레드", isExhausted: false, orders: 3, findings: 2)

    @Test("레이스: 네 단계, 자기 줄, 기대와 실제, 되짚는 법")
    func race() {
        var lost = Self.graded(FindingSamples.lostUpdate, handle: "7k2f")
        lost.signal = nil
        lost.message = nil
        lost.orders = Finding.Orders(all: 6, shown: 4)
        lost.steps.removeAll { $0.place?.line == 14 && $0.action == .read }
        lost.steps[lost.steps.count - 1].place = nil
        let card = Self.card(
            [Self.graded(FindingSamples.dataRace, handle: "0a1b"), lost], scenarios: [Self.found],
            message: "기대 2 · 실제 1")
        #expect(
            card.text() == """
                four-steps · 3번째 시도 · 불합격 2/3점                            0.19초

                  ✗ 불합격  두 스레드가 한 번씩 올리면 2가 됨
                    갱신을 하나 잃음: 스레드 A가 count를 읽고 쓰는 사이에 스레드 B가 씀

                       스레드 A      스레드 B      count
                    1  읽기 → 0  :5                    0
                    2                읽기 → 0  :5      0
                    3                쓰기 ← 1  :5      1
                    4  쓰기 ← 1  :5                    1  2여야 함
                    이 밖의 걸음 10개는 줄임 (--json에는 모두 있음)

                    counter.c
                        4 │ static void *hit(void *unused) {
                    A B 5 │     count++;
                        6 │     return unused;

                    기대 2 · 실제 1 · 가능한 순서 6개 가운데 4개에서 일어남
                    다시 읽기  sil read 1#스레드
                    되짚기     sil replay 7k2f
                    그 밖에    데이터 레이스 (counter.c:5)  sil replay 0a1b

                  힌트       sil hint four-steps  (3개 가운데 1개 봄)

                """)
    }

    @Test("그 밖에: 같은 곳의 같은 것은 한 번만, 이야기한 것은 다시 말하지 않음")
    func othersOnce() {
        var elsewhere = FindingSamples.dataRace
        elsewhere.steps = elsewhere.steps.map { step in
            var step = step
            step.place?.line = 14
            return step
        }
        let races = ["0001", "0002"].map { Self.graded(FindingSamples.dataRace, handle: $0) }
        let others = ["0003", "0004"].map { Self.graded(elsewhere, handle: $0) }
        let text = Self.card(races + others, scenarios: [Self.found]).text()
        #expect(text.contains("그 밖에    데이터 레이스 (counter.c:14)  sil replay 0003\n"))
        #expect(!text.contains("0002") && !text.contains("0004"))
        #expect(text.contains("sil replay 0001"))
        let story = Self.card(
            [Self.graded(FindingSamples.lostUpdate, handle: "7k2f")] + races, scenarios: [Self.found]
        ).text()
        #expect(story.components(separatedBy: "데이터 레이스 (counter.c:5)").count == 2)
    }

    @Test("말이 없는 시험도 몇 개의 순서에서 일어나는지는 말함")
    func orders() {
        var race = Self.graded(FindingSamples.dataRace, handle: "0a1b")
        race.orders = Finding.Orders(all: 4, shown: 4)
        #expect(
            Self.card([race], scenarios: [Self.found]).text().contains("\n    가능한 순서 4개 모두에서 일어남\n"))
        race.orders = nil
        #expect(!Self.card([race], scenarios: [Self.found]).text().contains("가능한 순서"))
    }

    @Test("기대한 것이 다른 값에 대한 것이면 변수 옆에 말하지 않음")
    func otherExpectation() {
        var lost = Self.graded(FindingSamples.lostUpdate, handle: "7k2f")
        lost.signal = nil
        lost.steps[lost.steps.count - 1].place = nil
        let text = Self.card([lost], scenarios: [Self.found], message: "받은 번호: 기대 [1, 2] · 실제 [1, 1]").text()
        #expect(!text.contains("여야 함") && text.contains("기대와 다름"))
    }

    @Test("같은 이야기는 한 번만, 두 번째 시험에서는 위를 가리킴")
    func twice() {
        var card = Self.card(
            [Self.graded(FindingSamples.deadlock, handle: "03qd")], scenarios: [Self.found],
            status: .deadlocked)
        var again = Self.graded(FindingSamples.deadlock, handle: "03qe")
        again.scenario?.test = "FourStepsTests.testThree"
        card.verdict.findings.append(again)
        card.verdict.tests.append(
            TestResult(
                name: "FourStepsTests.testThree", title: "세 스레드도", status: .deadlocked,
                scenarios: [Self.found]))
        let text = card.text()
        #expect(text.components(separatedBy: "accounts[0]을 쥠 (counter.c:5)").count == 2)
        #expect(text.contains("위에서 보인 것과 같음"))
        #expect(text.contains("sil replay 03qd") && text.contains("sil replay 03qe"))
    }

    @Test("통과: 모두 확인한 것과 얼마큼 본 것을 나누어 말함")
    func passed() {
        func lines(_ scenarios: ScenarioResult..., width: Int = 80) -> [String] {
            Self.card([], scenarios: scenarios, status: .passed).text(width).split(separator: "\n").map(
                String.init
            ).filter { $0.contains("순서") }
        }
        let proven = ScenarioResult(title: "하나", isExhausted: true, orders: 1_680)
        let sampled = ScenarioResult(title: "둘", isExhausted: false, orders: 3_000)
        #expect(
            lines(proven) == ["  ✓ 통과  두 스레드가 한 번씩 올리면 2가 됨  가능한 순서 1,680개를 모두 확인함"]
                || lines(proven) == ["    가능한 순서 1,680개를 모두 확인함"])
        #expect(lines(sampled)[0].hasSuffix("실행 순서 3,000개에서 문제 없음"))
        #expect(lines(proven, width: 50) == ["    가능한 순서 1,680개를 모두 확인함"])
        #expect(
            lines(proven, sampled) == [
                "    하나: 가능한 순서 1,680개를 모두 확인함", "    둘: 실행 순서 3,000개에서 문제 없음",
            ])
        let waiting = ScenarioResult(title: "", isExhausted: true, orders: 3, assumesWaiting: true)
        #expect(
            Self.card([], scenarios: [waiting], status: .passed).text().contains(
                "\n    같은 값을 되풀이해 살피는 반복은 그 값이 바뀔 때까지 기다린다고 보고 확인함\n"))
        let unsteady = ScenarioResult(title: "", isExhausted: false, orders: 9, isRepeatable: false)
        #expect(lines(unsteady).joined().contains("할 때마다 달라져"))
    }

    @Test("문서에는 시험마다 탐색한 것과, 찾은 것의 시험이 있음")
    func document() {
        let text = Self.card(
            [Self.graded(FindingSamples.deadlock, handle: "03qd")], scenarios: [Self.found],
            status: .deadlocked
        ).json.text
        #expect(
            text.contains(
                #""explored":[{"title":"두 스레드","exhausted":false,"orders":3,"findings":2,"assumes_waiting":false}]"#
            ))
        #expect(text.contains(#""test":"FourStepsTests.testTwo","scenario":"두 스레드가 한 번씩""#))
        // A test that says nothing itself is told by its finding.
        #expect(text.contains(#""message":"데드락(교착 상태)"#))
    }

    @Test("a line is never wider than the screen", arguments: [40, 60, 80, 100])
    func width(width: Int) {
        let card = Self.card(
            [
                Self.graded(FindingSamples.deadlock, handle: "03qd"),
                Self.graded(FindingSamples.dataRace, handle: "0a1b"),
            ], scenarios: [Self.found, Self.found], status: .deadlocked)
        for line in card.lines(width: width) { #expect(line.cells <= width, "\(line.text)") }
    }
}
