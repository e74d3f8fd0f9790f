import Progress
import Reporting
import Testing
import Text
import Verdicts

@Suite("Replaying a finding")
struct ReplayTests {
    static func report(
        _ finding: Finding = FindingSamples.lostUpdate, _ outcome: ReplayReport.Outcome = .happened
    ) -> ReplayReport {
        ReplayReport(
            handle: "7k2f", finding: finding, source: FindingSamples.counter, outcome: outcome)
    }

    // MARK: The listing

    @Test("모든 걸음과 그 줄, 다시 돌려 본 결과")
    func listing() {
        let text = Self.report().text()
        #expect(text.hasPrefix("7k2f · counter.c · 3번째 실행 순서\n  다시 돌려 봄: 같은 순서에서 똑같이 일어남.\n"))
        for words in ["스레드 B를 만듦", "읽기 count → 0", "쓰기 count ← 1", "여기서 멈춤", "count++;"] {
            #expect(text.contains(words))
        }
        let numbers = text.split(separator: "\n").compactMap {
            Int($0.split(separator: " ").first.map(String.init) ?? "")
        }
        #expect(numbers.filter { $0 == 15 }.count == 2, "step 15 and line 15")
    }

    @Test("달라진 것은 무엇이 달라졌는지 말함")
    func differences() {
        #expect(Self.report(outcome: .nothing).text().contains("아무 일도 일어나지 않음"))
        #expect(
            Self.report(FindingSamples.lostUpdate, .differs([FindingSamples.deadlock])).text().contains(
                "다른 일이 일어남: 데드락"))
        #expect(Self.report(FindingSamples.lostUpdate, .notRun("그때의 기록만 보임")).text().contains("그때의 기록만 보임"))
        var changed = Self.report()
        changed.changedFiles = ["counter.c"]
        changed.toolchains = .init(before: "Swift 6.2", now: "Swift 6.3.1")
        #expect(changed.text().contains("그 뒤로 바뀐 파일: counter.c"))
        #expect(changed.text().contains("Swift 6.2 → Swift 6.3.1"))
    }

    @Test("whether it is as before: it happened, or nobody ran it")
    func asBefore() {
        #expect(Self.report().isAsBefore)
        #expect(Self.report(outcome: .notRun("")).isAsBefore)
        #expect(!Self.report(outcome: .nothing).isAsBefore)
        #expect(!Self.report(outcome: .doesNotCompile).isAsBefore)
    }

    private static func report(outcome: ReplayReport.Outcome) -> ReplayReport {
        report(FindingSamples.lostUpdate, outcome)
    }

    // MARK: The screen

    private func screen(_ walk: ReplayWalk, width: Int = 80, height: Int = 24) -> [String] {
        walk.lines(width: width, height: height).map(\.text)
    }

    private func current(_ walk: ReplayWalk) -> String {
        screen(walk).first { $0.hasPrefix("▶") } ?? ""
    }

    @Test("forwards and backwards, never beyond the ends")
    func moves() {
        var walk = ReplayWalk(Self.report())
        #expect(screen(walk)[0].hasSuffix("걸음 1/6"))
        #expect(current(walk).contains("읽기 → 0"))
        walk.move(.back)
        #expect(screen(walk)[0].hasSuffix("걸음 1/6"))
        walk.move(.forward)
        walk.move(.forward)
        #expect(screen(walk)[0].hasSuffix("걸음 3/6"))
        #expect(current(walk).contains("쓰기 ← 1"))
        walk.move(.last)
        walk.move(.forward)
        #expect(screen(walk)[0].hasSuffix("걸음 6/6"))
        #expect(current(walk).contains("여기서 멈춤"))
        walk.move(.first)
        #expect(screen(walk)[0].hasSuffix("걸음 1/6"))
    }

    @Test("the source stands with the step, marked with the threads that stand there")
    func source() {
        var walk = ReplayWalk(Self.report())
        walk.move(.forward)
        #expect(screen(walk).contains("A B  5 ▶     count++;"))
        walk.move(.last)
        #expect(screen(walk).contains { $0.contains("14 ▶     assert(count == 2);") })
    }

    @Test("what the variable holds at that step")
    func values() {
        var walk = ReplayWalk(Self.report())
        #expect(screen(walk).contains("지금  count = 0"))
        for _ in 0..<2 { walk.move(.forward) }
        #expect(screen(walk).contains("지금  count = 1"))
    }

    @Test("in a deadlock the locks that are held, and at the end what is waited for")
    func locks() {
        var walk = ReplayWalk(Self.report(FindingSamples.deadlock))
        #expect(screen(walk).contains { $0.contains("스레드 A가 accounts[0]을 쥠") && $0.hasPrefix("지금") })
        walk.move(.last)
        #expect(current(walk).contains("accounts[0]을 기다림"))
        #expect(
            screen(walk).contains("지금  스레드 A가 accounts[0]을 쥠 · 스레드 B가 accounts[1]을 쥠"))
    }

    @Test("a thread that sleeps at a condition variable holds its mutex no more")
    func sleeping() {
        var walk = ReplayWalk(Self.report(FindingSamples.lostWakeup))
        for _ in 0..<3 { walk.move(.forward) }
        #expect(screen(walk).contains("지금  메인 스레드가 m을 쥠"))
        walk.move(.forward)
        #expect(!screen(walk).contains { $0.hasPrefix("지금") })
    }

    @Test("all steps and the important ones, at the same place")
    func all() {
        var walk = ReplayWalk(Self.report())
        for _ in 0..<3 { walk.move(.forward) }
        walk.move(.all)
        #expect(screen(walk)[0].hasSuffix("걸음 10/15"))
        #expect(current(walk).contains("쓰기 count ← 1"))
        walk.move(.all)
        #expect(screen(walk)[0].hasSuffix("걸음 4/6"))
    }

    @Test(
        "it fits any screen",
        arguments: [(80, 24), (40, 10), (100, 30), (132, 50), (80, 5), (40, 3)] as [(Int, Int)])
    func fits(width: Int, height: Int) {
        for finding in [FindingSamples.lostUpdate, FindingSamples.deadlock, FindingSamples.uncontrolled] {
            var walk = ReplayWalk(Self.report(finding))
            for move in [ReplayWalk.Move.first, .forward, .last, .all, .back] {
                walk.move(move)
                let lines = walk.lines(width: width, height: height)
                #expect(lines.count <= height)
                #expect(lines.allSatisfy { $0.cells <= width })
            }
        }
    }

    @Test("where there is room the source stands beside the steps")
    func beside() {
        let lines = screen(ReplayWalk(Self.report()), width: 120, height: 24)
        #expect(lines.contains { $0.contains("읽기 → 0") && $0.contains("│") })
    }
}
