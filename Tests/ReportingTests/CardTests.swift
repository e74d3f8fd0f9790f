import Course
import Progress
import Reporting
import Testing
import Text
import Verdicts

@Suite("The verdict card")
struct CardTests {
    @Test("불합격: 기대와 실제, 찍은 것, 다시 읽을 곳, 힌트")
    func failed() {
        #expect(
            Samples.card(Samples.failed).text() == """
                four-steps · 3번째 시도 · 불합격 2/3점                            0.19초

                  ✓ 통과    한 스레드가 100번 올리면 100이 됨
                  ✓ 통과    두 스레드가 한 번씩 올리면 1이나 2가 됨

                  ✗ 불합격  세 스레드의 순서를 모두 셈
                    outcomes(threads: 3)
                    기대 [1, 2, 3] · 실제 [3]
                    출력
                      │ 순서 1
                      │ 순서 2
                    다시 읽기  sil read 1#스레드

                  힌트       sil hint four-steps  (3개 가운데 1개 봄)

                """)
    }

    @Test("통과: 다음에 할 것")
    func passed() {
        #expect(
            Samples.card(Samples.passed, number: 4, next: .solve(Samples.exitStatus, .new)).text() == """
                four-steps · 4번째 시도 · 통과 3/3점                              0.19초

                  ✓ 통과  한 스레드가 100번 올리면 100이 됨
                  ✓ 통과  두 스레드가 한 번씩 올리면 1이나 2가 됨
                  ✓ 통과  세 스레드의 순서를 모두 셈

                  다음  exit-status 끝난 까닭 읽기 (12분)   sil next

                """)
    }

    @Test("규칙에 어긋남: 무엇을 보았는지 한 번만, 그 줄과 함께")
    func forbidden() {
        var verdict = Samples.compileError
        verdict.outcome = .forbidden
        verdict.diagnostics[0].message = "`exit` 사용: 값을 return 하세요"
        verdict.reason = verdict.diagnostics[0].message
        #expect(
            Samples.card(verdict).text() == """
                four-steps · 3번째 시도 · 불합격 0/3점 (규칙에 어긋남)            0.19초

                  FourSteps.swift:3:9
                    `exit` 사용: 값을 return 하세요
                    2 │ let worker = Thread {
                    3 │         x += 1
                      │         ^

                  힌트       sil hint four-steps  (3개 가운데 1개 봄)

                """)
    }

    @Test("컴파일되지 않음: 자리, 컴파일러의 말, 앞줄과 캐럿")
    func compileError() {
        #expect(
            Samples.card(Samples.compileError).text() == """
                four-steps · 컴파일되지 않음 (시도로 세지 않음)                   0.19초

                  FourSteps.swift:3:9
                    mutation of captured var 'x' in concurrently-executing code
                    2 │ let worker = Thread {
                    3 │         x += 1
                      │         ^

                  더 보기    컴파일러의 말 전부  --raw
                  힌트       sil hint four-steps  (3개 가운데 1개 봄)

                """)
    }

    @Test("--raw는 컴파일러의 말을 그대로 보임")
    func raw() {
        #expect(
            Samples.card(Samples.compileError, isRaw: true).text() == """
                four-steps · 컴파일되지 않음 (시도로 세지 않음)                   0.19초

                FourSteps.swift:3:9: error: mutation of captured var 'x'

                  힌트       sil hint four-steps  (3개 가운데 1개 봄)

                """)
    }

    @Test("the caret stands under its place in cells, though the compiler counts bytes")
    func caretUnderHangul() {
        var verdict = Samples.verdict(.compileError)
        let line = "let 수 = 값 + 1"
        let column = Array("let 수 = ".utf8).count + 1
        verdict.diagnostics = [
            Diagnostic(file: "A.swift", line: 1, column: column, severity: .error, message: "?", source: line)
        ]
        let lines = Samples.card(verdict).lines(width: 80).map(\.text)
        let code = lines.firstIndex { $0.contains(line) }.map { lines[$0] } ?? ""
        let caret = lines.first { $0.hasSuffix("^") } ?? ""
        #expect(caret.cells - 1 == code.prefix(upTo: code.firstIndex(of: "값") ?? code.startIndex).cells)
    }

    @Test("a caret far to the right is brought into view", arguments: [40, 41, 80])
    func caretInView(width: Int) {
        var verdict = Samples.verdict(.compileError)
        let line = String(repeating: "가나 ", count: 60) + "!여기"
        verdict.diagnostics = [
            Diagnostic(
                file: "A.swift", line: 1, column: line.utf8.count - 6, severity: .error, message: "?",
                source: line)
        ]
        let lines = Samples.card(verdict).lines(width: width).map(\.text)
        let code = lines.first { $0.contains("!여기") } ?? ""
        let caret = lines.first { $0.hasSuffix("^") } ?? ""
        #expect(code.split(separator: "!").first.map { $0.cells } == caret.cells - 1)
        #expect(code.cells <= width)
    }

    @Test("크래시는 시그널의 뜻과 마지막 출력을 보임")
    func crashed() {
        var tests = Samples.tests
        tests[2].status = .crashed
        tests[2].message = "SIGSEGV로 끝남"
        tests[2].output = (1...14).map { "줄 \($0)\n" }.joined()
        let text = Samples.card(Samples.verdict(.crashed, score: 2, tests: tests)).text()
        #expect(text.contains("불합격 2/3점 (크래시)"))
        #expect(text.contains("    세그폴트(SIGSEGV)로 끝남\n    출력\n      … 앞의 4줄은 줄임\n      │ 줄 5\n"))
        #expect(text.contains("      │ 줄 14\n    다시 읽기"))
    }

    @Test("a signal that is explained already is not explained twice")
    func explainedSignal() {
        var tests = Samples.tests
        tests[2].status = .crashed
        tests[2].message = "세그폴트(SIGSEGV): 없는 주소를 씀"
        let text = Samples.card(Samples.verdict(.crashed, tests: tests)).text()
        #expect(text.contains("    세그폴트(SIGSEGV): 없는 주소를 씀\n"))
    }

    @Test("잰 값은 통과해도 보이고, 다른 연습의 출력은 통과하면 안 보임")
    func measured() {
        var tests = Samples.tests.map { test in
            var test = test
            test.status = .passed
            return test
        }
        tests[2].output = "스레드  █  1.0배\n"
        let verdict = Samples.verdict(.passed, score: 3, tests: tests)
        let measuring = Exercise(
            slug: "four-steps", directory: "/course/Exercises/four-steps", title: "재기", summary: "잼",
            minutes: 10,
            points: 3, kind: .performance)
        let card = Card(verdict, Samples.attempt(4, verdict), exercise: measuring)
        #expect(card.text().contains("셈\n    출력\n      │ 스레드  █  1.0배\n"))
        #expect(!Samples.card(verdict).text().contains("1.0배"))
    }

    @Test("긴 출력은 처음 열 줄만 보임")
    func longOutput() {
        var tests = Samples.tests
        tests[2].output = (1...14).map { "줄 \($0)\n" }.joined()
        let text = Samples.card(Samples.verdict(.failed, tests: tests)).text()
        #expect(text.contains("│ 줄 10\n      … 뒤의 4줄은 줄임\n"))
        #expect(!text.contains("줄 11"))
    }

    @Test(
        "제한을 넘은 시험은 그 제한을 말함",
        arguments: [
            (TestStatus.timedOut, "제한 시간 10초 안에 끝나지 않음"), (.outOfMemory, "메모리를 제한 512 MB보다 많이 씀"),
            (.outputLimit, "출력이 제한 256 KB를 넘음"), (.notRun, "이 시험은 돌지 않음. 통과로 치지 않음"),
            (.crashed, "시험을 돌리던 프로세스가 도중에 끝남"),
        ])
    func limits(status: TestStatus, sentence: String) {
        let test = TestResult(name: "A.testA", title: "시험", status: status)
        #expect(Samples.card(Samples.verdict(.failed, tests: [test])).text().contains("    \(sentence)\n"))
    }

    @Test("a limit that the grader's message names is not named twice")
    func limitOnce() {
        let test = TestResult(name: "A.testA", title: "시험", status: .timedOut, message: "10초가 지나 멈춤")
        let text = Samples.card(Samples.verdict(.timedOut, tests: [test])).text()
        #expect(text.contains("    10초가 지나 멈춤\n") && !text.contains("제한 시간"))
    }

    @Test(
        "a verdict that no test explains says its reason and that it is not counted",
        arguments: [Outcome.invalidSubmission, .graderError])
    func reasons(outcome: Outcome) {
        var verdict = Samples.verdict(outcome)
        verdict.reason = "까닭은 이러함."
        let text = Samples.card(verdict).text()
        #expect(text.contains("(시도로 세지 않음)") && text.contains("\n  까닭은 이러함.\n"))
        #expect(!text.contains("힌트"))
    }

    @Test("기록되지 않은 제출은 그렇다고 말함")
    func unrecorded() {
        #expect(
            Samples.card(Samples.failed, number: nil).text().hasPrefix("four-steps · 기록되지 않음 · 불합격 2/3점 "))
    }

    @Test("같은 파일을 다시 내면 몇 번째 시도와 같은지 말함")
    func repeated() {
        let text = Samples.card(Samples.failed, number: 2, repeated: true).text()
        #expect(text.contains("\n  2번째 시도와 같은 파일임. 새 시도로 세지 않고 그때의 결과를 보임.\n"))
    }

    @Test("sil test는 기록하지 않고, 통과하면 내라고 함")
    func test() {
        let text = Samples.card(Samples.passed, number: nil, purpose: .test).text()
        #expect(text.hasPrefix("four-steps · 미리 채점 · 통과 3/3점 "))
        #expect(text.hasSuffix("  내기       sil submit four-steps\n") && !text.contains("기록되지 않음"))
    }

    @Test("격리가 온전하지 않으면 말함")
    func reducedSandbox() {
        var verdict = Samples.passed
        verdict.sandbox = "reduced"
        #expect(Samples.card(verdict).text().contains("격리가 온전하지 않음 (reduced)"))
    }

    @Test("escape sequences that a program printed do not reach the terminal")
    func escapes() {
        var tests = Samples.tests
        tests[2].output = "\u{1B}[2J지움\n"
        tests[2].message = "\u{1B}]0;제목\u{7}"
        let text = Samples.card(Samples.verdict(.failed, tests: tests)).text()
        #expect(!text.unicodeScalars.contains("\u{1B}") && text.contains("지움"))
    }
}
