import Reporting
import Testing
import Text
import Verdicts

@Suite("What exploring a program shows")
struct ExplorationTests {
    @Test("사라진 갱신: 네 단계가 스레드마다 한 칸씩, 값과 함께")
    func lostUpdate() {
        #expect(
            FindingSamples.report([FindingSamples.lostUpdate]).text() == """
                counter.c · 깨진 조건을 찾음                                      0.41초

                  ✗ 갱신을 하나 잃음: 스레드 A가 count를 읽고 쓰는 사이에 스레드 B가 씀
                    Assertion `count == 2' failed.

                       메인 스레드       스레드 A      스레드 B      count
                    1                    읽기 → 0  :5                    0
                    2                                  읽기 → 0  :5      0
                    3                                  쓰기 ← 1  :5      1
                    4                    쓰기 ← 1  :5                    1
                    5  읽기 → 1  :14                                     1
                    6  여기서 멈춤  :14                                  1  2여야 함
                    이 밖의 걸음 9개는 줄임 (--json에는 모두 있음)

                    counter.c
                          4 │ static void *hit(void *unused) {
                    A B   5 │     count++;
                          6 │     return unused;
                         ⋮
                         13 │     pthread_join(second, NULL);
                    메인 14 │     assert(count == 2);
                         15 │ }

                    되짚기     sil replay 7k2f  (3번째 실행 순서)

                  실행 순서 3개를 봄 (전략 mix, 씨앗 1)

                """)
    }

    @Test("앞지름이 몇 번인지, 그것이 최소인지")
    func interruptions() {
        var finding = FindingSamples.lostUpdate
        func text(_ isMinimum: Bool?, _ preemptions: Int) -> String {
            finding.isMinimum = isMinimum
            finding.preemptions = preemptions
            return FindingSamples.report([finding]).text()
        }
        #expect(text(true, 1).contains("(3번째 실행 순서, 앞지름 1번(최소))"))
        #expect(text(true, 1).contains("앞지름: 더 갈 수 있는 스레드를 세워 두고"))
        #expect(text(false, 2).contains("(3번째 실행 순서, 앞지름 ≤ 2번)"))
        #expect(text(true, 0).contains("(3번째 실행 순서, 앞지름 없음)"))
        #expect(!text(nil, 1).contains("앞지름"))
        // A wakeup that nobody caused is an interruption too: of preemptions alone nothing is known.
        finding.steps.insert(FindingSamples.step("A", .wake, "ready", at: 5, note: .spurious), at: 4)
        #expect(text(true, 1).contains("앞지름 1번)"))
    }

    @Test("시간이 지나 깨어난 것은 이야기에 있음: 혼자 쓰는 조건 변수여도")
    func timeouts() {
        var finding = FindingSamples.lostUpdate
        finding.steps.insert(FindingSamples.step("A", .wake, "ready", at: 5, note: .timeout), at: 4)
        #expect(FindingSamples.report([finding]).text().contains("ready에서 시간이 지나 깨어남"))
    }

    @Test("라이브락: 어떻게 그리됐는지와 맴도는 처음")
    func livelock() {
        let looks = (0..<40).flatMap { _ in
            [
                FindingSamples.step("A", .read, "theirs", "참", at: 6),
                FindingSamples.step("B", .read, "mine", "참", at: 11),
            ]
        }
        let finding = Finding(
            kind: .livelock, schedule: 4, threads: FindingSamples.threads,
            steps: [
                FindingSamples.step("A", .write, "mine", "참", at: 5),
                FindingSamples.step("B", .write, "theirs", "참", at: 10),
            ] + looks,
            waiting: [
                FindingSamples.step("A", .wait, "theirs", at: 6),
                FindingSamples.step("B", .wait, "mine", at: 11),
            ])
        let text = FindingSamples.report([finding]).text()
        #expect(text.contains("쓰기 mine ← 참") && text.contains("쓰기 theirs ← 참"))
        #expect(text.contains("읽기 theirs → 참") && text.contains("걸음 75개는 줄임"))
    }

    @Test("없던 것을 저마다 만드는 것은 잃은 갱신이 아니라 끼어든 것임")
    func checkThenAct() {
        var finding = FindingSamples.lostUpdate
        for index in finding.steps.indices {
            switch finding.steps[index].action {
            case .read: finding.steps[index].value = "nil"
            case .write: finding.steps[index].value = "객체 \(index)"
            default: break
            }
        }
        #expect(FindingSamples.report([finding]).text().contains("확인하고 쓰는 사이에 끼어듦: 스레드 A가 count를"))
    }

    @Test("+=가 쓰겠다고 먼저 알리는 것은 걸음이 아님, 레이스의 한쪽이 아니면")
    func announced() {
        var finding = FindingSamples.lostUpdate
        for thread in ["B", "A"] {
            let first = finding.steps.firstIndex { $0.thread == thread && $0.action == .read } ?? 0
            finding.steps.insert(FindingSamples.step(thread, .write, "count", at: 5), at: first)
        }
        func steps(_ finding: Finding) -> [Substring] {
            FindingSamples.report([finding]).text().split(separator: "\n").filter { $0.contains(":5") }
        }
        #expect(steps(finding).count == 4)
        #expect(steps(finding).allSatisfy { $0.contains("→ 0") || $0.contains("← 1") })
        finding.race = [4, 7]
        #expect(steps(finding).contains { $0.contains("쓰기 ") && !$0.contains("←") })
    }

    @Test("데드락: 누가 무엇을 쥐고 무엇을 기다리는지")
    func deadlock() {
        #expect(
            FindingSamples.report([FindingSamples.deadlock]).text() == """
                counter.c · 데드락을 찾음                                         0.41초

                  ✗ 데드락(교착 상태): 스레드 A와 스레드 B가 서로를 기다림, 아무도 나아갈 수
                    없음

                    스레드 A     accounts[0]을 쥠 (counter.c:5) ─ 기다림 ▶ accounts[1] (:6)
                    스레드 B     accounts[1]을 쥠 (counter.c:5) ─ 기다림 ▶ accounts[0] (:6)
                    메인 스레드  스레드 A가 끝나기를 기다림 (counter.c:12)

                       스레드 A              스레드 B
                    1  accounts[0]을 쥠  :5
                    2                        accounts[1]을 쥠  :5

                    counter.c
                          4 │ static void *hit(void *unused) {
                    A B   5 │     count++;
                    A B   6 │     return unused;
                          7 │ }
                         ⋮
                         11 │     pthread_create(&second, NULL, hit, NULL);
                    메인 12 │     pthread_join(first, NULL);
                         13 │     pthread_join(second, NULL);

                    되짚기     sil replay 03qd  (2번째 실행 순서)

                  실행 순서 3개를 봄 (전략 mix, 씨앗 1)

                """)
    }

    @Test("놓친 깨움: 아무도 기다리지 않을 때 깨운 것이 보임")
    func lostWakeup() {
        #expect(
            FindingSamples.report([FindingSamples.lostWakeup]).text() == """
                counter.c · 놓친 깨움을 찾음                                      0.41초

                  ✗ 놓친 깨움: 메인 스레드가 ready에서 기다리는데 깨워 줄 스레드가 없음

                    메인 스레드  ready에서 깨워 주기를 기다림 (counter.c:12)

                       메인 스레드          스레드 A
                    1                       m을 쥠  :4
                    2                       ready 깨우기: 자는 스레드 없음  :5
                    3                       m을 놓음  :6
                    4  m을 쥠  :11
                    5  ready에서 잠듦  :12

                    counter.c
                          3 │ static int count;
                    A     4 │ static void *hit(void *unused) {
                    A     5 │     count++;
                    A     6 │     return unused;
                          7 │ }
                         ⋮
                         10 │     pthread_create(&first, NULL, hit, NULL);
                    메인 11 │     pthread_create(&second, NULL, hit, NULL);
                    메인 12 │     pthread_join(first, NULL);
                         13 │     pthread_join(second, NULL);

                  실행 순서 3개를 봄 (전략 mix, 씨앗 1)

                """)
    }

    @Test("데이터 레이스는 그것이 낳은 일 뒤에 보임")
    func dataRace() {
        #expect(
            FindingSamples.report([FindingSamples.dataRace, FindingSamples.lostUpdate], schedules: 12_345)
                .text().split(separator: "\n").filter { $0.contains("✗") || $0.contains("실행 순서") } == [
                    "  ✗ 갱신을 하나 잃음: 스레드 A가 count를 읽고 쓰는 사이에 스레드 B가 씀",
                    "    되짚기     sil replay 7k2f  (3번째 실행 순서)",
                    "  ✗ 데이터 레이스: 스레드 A가 쓰는 count를 스레드 B가 읽는데 순서를 정하는 것이",
                    "    되짚기     sil replay 0a1b  (1번째 실행 순서)",
                    "  실행 순서 12,345개를 봄 (전략 mix, 씨앗 1)",
                ])
    }

    @Test("다루지 못하는 호출은 찾은 문제와 다르게 말함")
    func uncontrolled() {
        #expect(
            FindingSamples.report([FindingSamples.uncontrolled]).text() == """
                counter.c · 탐색하지 못함                                         0.41초

                  ✗ 탐색기가 다루지 못하는 호출: read
                    이 호출이 언제 끝나는지는 탐색기가 정하지 못하므로, 여기서부터는 순서를 골라
                    볼 수 없음.

                       메인 스레드
                    1  read 부름  :9
                    이 밖의 걸음 1개는 줄임 (--json에는 모두 있음)

                    counter.c
                          8 │ int main(void) {
                    메인  9 │     pthread_t first, second;
                         10 │     pthread_create(&first, NULL, hit, NULL);

                  실행 순서 3개를 봄 (전략 mix, 씨앗 1)

                """)
    }

    @Test("찾지 못했으면 얼마나 보았는지 말함")
    func nothing() {
        #expect(
            FindingSamples.report([], schedules: 10_000).text() == """
                counter.c · 문제를 찾지 못함                                      0.41초

                  실행 순서 10,000개를 봄 (전략 mix, 씨앗 1)
                  찾지 못했다는 것이 문제가 없다는 증명은 아님.

                """)
    }

    @Test("모두 본 것과 도중에 멈춘 것은 다르게 말함")
    func extent() {
        var report = FindingSamples.report([], schedules: 90)
        report.isExhausted = true
        #expect(report.text().contains("가능한 실행 순서를 모두 봄: 90번 돌려 봄"))
        #expect(!report.text().contains("증명은 아님"))
        report.isExhausted = false
        report.wasCut = true
        report.limited = 12
        #expect(report.text().contains("도중에 멈춤"))
        #expect(report.text().contains("그 가운데 12개는 너무 길어"))
    }

    @Test("모두 너무 길면 왜 멈추었고 무엇을 할지 말함")
    func vain() {
        var report = FindingSamples.report([], schedules: 500)
        report.limited = 500
        report.gaveUp = true
        #expect(report.text().contains("모두 너무 길어 끝까지 보지 못함"))
        #expect(report.text().contains("횟수를 줄여서 다시 보세요"))
    }

    @Test("컴파일되지 않으면 자기 줄이 보임")
    func compileError() {
        #expect(
            FindingSamples.doesNotCompile.text() == """
                counter.c · 컴파일되지 않음                                       0.20초

                  counter.c:5:5
                    use of undeclared identifier 'count'
                    4 │ static void *hit(void *unused) {
                    5 │     count++;
                      │     ^

                  더 보기    컴파일러의 말 전부  --raw

                """)
    }

    @Test(
        "어떤 너비에서도 넘치지 않음",
        arguments: [40, 52, 60, 80, 100],
        [
            FindingSamples.lostUpdate, FindingSamples.deadlock, FindingSamples.lostWakeup,
            FindingSamples.dataRace, FindingSamples.uncontrolled, many,
        ])
    func width(width: Int, finding: Finding) {
        for line in FindingSamples.report([finding]).lines(width: width) {
            #expect(line.cells <= width, "\(line.text)")
        }
    }

    /// Many threads, many steps, a long name.
    static let many = Finding(
        kind: .assertion, handle: "abcd", schedule: 5000,
        threads: (0...99).map { FindingThread(name: FindingThread.name(at: $0)) }, omitted: 12_000,
        steps: (0..<500).map { index in
            FindingSamples.step(
                FindingThread.name(at: index % 100), index % 3 == 0 ? .write : .read,
                "a.rather.long.path.to.a.variable[index]", "\(index)", at: 1 + index % 14)
        } + [FindingSamples.step("CU", .fail, "assert", at: 14)],
        message: String(repeating: "아주 긴 말 ", count: 30))

    @Test("많은 스레드와 긴 순서에서는 끝의 걸음만 남기고 줄인 수를 말함")
    func long() {
        let text = FindingSamples.report([Self.many]).text()
        #expect(text.split(separator: "\n").count < 80)
        #expect(text.contains("이 밖의 걸음 12,4"))
        #expect(text.contains("스레드 CU"))
    }

    @Test("색이 없어도 같은 말임")
    func plain() {
        let lines = FindingSamples.report([FindingSamples.lostUpdate]).lines(width: 80)
        #expect(lines.map { $0.rendered(.plain) } == lines.map(\.text))
        #expect(lines.contains { $0.rendered(.color) != $0.text })
    }

    @Test("프로그램에서 온 글은 터미널을 움직이지 못함")
    func hostile() {
        var finding = FindingSamples.lostUpdate
        finding.message = "\u{1B}[2J\u{1B}]0;x\u{7}"
        finding.steps[4].what = "c\u{1B}[31mount"
        let text = FindingSamples.report([finding]).lines(width: 80).map { $0.rendered(.plain) }.joined()
        #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
    }

    @Test(
        "모든 종류에 제 이름이 있음", arguments: Finding.Kind.allCases)
    func titles(kind: Finding.Kind) {
        let report = FindingSamples.report([Finding(kind: kind, schedule: 1)])
        #expect(report.text().contains(#/✗ [가-힣]/#))
    }

    @Test("쥔 채로 끝난 스레드와, 조건 변수에서 자느라 락을 놓은 스레드를 구별함")
    func holders() {
        func step(
            _ thread: String, _ action: FindingStep.Action, _ lock: String, heldBy: [String] = []
        ) -> FindingStep {
            FindingSamples.step(thread, action, lock, at: 5, lock: lock, heldBy: heldBy)
        }
        let finding = Finding(
            kind: .deadlock, schedule: 1, threads: FindingSamples.threads,
            steps: [
                step("A", .lock, "m"), step("A", .end, "m"), step("main", .lock, "n"),
                step("main", .wait, "ended"),
            ],
            waiting: [step("main", .wait, "ended"), step("B", .lock, "m", heldBy: ["A"])])
        let text = FindingSamples.report([finding]).text()
        #expect(text.contains("기다림 ▶ m (counter.c:5) · 스레드 A가 쥔 채로 끝남"))
        #expect(text.contains("메인 스레드  ended에서 깨워 주기를 기다림"))
    }

    @Test("변수가 바뀌기를 기다리는 것은 조건 변수와 다르게 말함")
    func spinning() {
        let finding = Finding(
            kind: .livelock, schedule: 1, threads: FindingSamples.threads,
            waiting: [FindingSamples.step("A", .wait, "flag", at: 5)])
        #expect(FindingSamples.report([finding]).text().contains("flag가 바뀌기를 기다림"))
    }

    @Test("스레드를 만들기 전에 쓴 것은 이야기에 없음")
    func handedOver() {
        var finding = FindingSamples.lostUpdate
        finding.steps.insert(FindingSamples.step("main", .write, "box", "1", at: 9), at: 1)
        finding.steps.insert(FindingSamples.step("A", .read, "box", "1", at: 5), at: 4)
        #expect(!FindingSamples.report([finding]).text().contains("box"))
        // Written once more, it may matter.
        finding.steps.insert(FindingSamples.step("main", .write, "box", "2", at: 12), at: 10)
        #expect(FindingSamples.report([finding]).text().contains("box"))
    }

    @Test("그 실행 순서에서 프로그램이 찍은 것을, 위에서 한 말은 빼고 보임")
    func output() {
        var finding = FindingSamples.lostUpdate
        finding.output = "두 번 올림\ncounter: counter.c:14: main: Assertion `count == 2' failed.\n"
        let text = FindingSamples.report([finding]).text()
        #expect(text.contains("│ 두 번 올림"))
        #expect(
            text.split(separator: "\n").filter { $0.contains("Assertion `count == 2' failed.") }.count == 1)
    }

    @Test("서로를 기다리는 고리의 크기에 따라 말이 다름")
    func circles() {
        func wait(_ thread: String, _ holder: String) -> FindingStep {
            FindingSamples.step(thread, .lock, "m", at: 5, lock: "m", heldBy: [holder])
        }
        func text(_ waiting: [FindingStep]) -> String {
            FindingSamples.report([Finding(kind: .deadlock, schedule: 1, waiting: waiting)]).text(200)
        }
        #expect(text([wait("A", "A")]).contains("스레드 A가 자기가 쥔 m을 다시 기다림"))
        #expect(text([wait("A", "B"), wait("B", "A")]).contains("스레드 A와 스레드 B가 서로를 기다림"))
        #expect(text([wait("A", "B"), wait("B", "C"), wait("C", "A")]).contains("스레드 3개가 돌아가며 기다림"))
        #expect(text([wait("A", "D")]).contains("스레드 A가 기다리기만 함"))
    }

    @Test("비교 후 교체처럼 한 번에 하는 일 사이에는 갱신을 잃지 않음")
    func atomicSteps() {
        var finding = FindingSamples.lostUpdate
        #expect(FindingSamples.report([finding]).text().contains("갱신을 하나 잃음"))
        finding.steps[9].note = .compareAndSwap
        #expect(!FindingSamples.report([finding]).text().contains("갱신을 하나 잃음"))
    }
}
