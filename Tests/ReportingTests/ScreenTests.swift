import Course
import Foundation
import Progress
import Reporting
import Testing
import Text
import Verdicts

@Suite("Screens")
struct ScreenTests {
    @Test("상태: 이어서 할 것이 먼저")
    func status() {
        #expect(
            StatusReport(Samples.course, Samples.progress).text() == """
                 실타래 · 서버 동작 이해                                                  28 %

                 이어서
                  풀기  four-steps 네 단계로 갈라 보기 (10분)
                        3번 시도, 시험 3개 중 2개 · sil submit four-steps
                  읽기  1장 프로세스와 스레드 › 스레드
                        약 20분 남음 · sil read 1#스레드

                 장                   읽기            연습
                 1 프로세스와 스레드  ███▒▒▒▒▒▒▒ 1/3  ▒▒▒▒▒ 0/2
                 2 레이스 컨디션      ▒▒▒▒▒▒▒▒▒▒ 0/1  없음

                """)
    }

    @Test("목록: 장마다 연습과 그 상태, 장에 들지 않은 연습도")
    func list() {
        #expect(
            CourseList(Samples.course, Samples.progress).text() == """
                 1 프로세스와 스레드                                     읽은 절 1/3 · 약 30분
                   풀던 중  four-steps   2/3점  2번  네 단계로 갈라 보기
                   새것     exit-status  0/4점       끝난 까닭 읽기

                 2 레이스 컨디션                                         읽은 절 0/1 · 약 20분

                 장에 들지 않은 연습
                   통과  warm-up  1/1점  1번  몸 풀기

                """)
    }

    @Test("목록: 장 하나만, 그리고 연습이 많은 과정은 접어서")
    func foldedList() throws {
        var course = Samples.course
        let second = try #require(course.chapters.last)
        #expect(
            CourseList(course, Samples.progress, .chapter(second)).text()
                == " 2 레이스 컨디션                                         읽은 절 0/1 · 약 20분\n")
        for number in 0...CourseList.unfoldedMax {
            course.exercises.append(
                Exercise(
                    slug: "more-\(number)", directory: "", title: "더 \(number)", chapter: second.name,
                    summary: "",
                    kind: .unit))
        }
        #expect(
            CourseList(course, Samples.progress).text() == """
                 장                   읽기            연습
                 1 프로세스와 스레드  ███▒▒▒▒▒▒▒ 1/3  ▒▒▒▒▒ 0/2
                 2 레이스 컨디션      ▒▒▒▒▒▒▒▒▒▒ 0/1  ▒▒▒▒▒ 0/201

                 1 프로세스와 스레드                                     읽은 절 1/3 · 약 30분
                   풀던 중  four-steps   2/3점  2번  네 단계로 갈라 보기
                   새것     exit-status  0/4점       끝난 까닭 읽기

                 장에 들지 않은 연습 1개
                 장을 적으면 그 장의 연습이 나옴: sil list 1. 모두는 sil list --all

                """)
        #expect(CourseList(course, Samples.progress, .everything).text().contains("more-200"))
    }

    @Test("목록: 고른 상태의 연습만, 그런 연습이 없는 장은 빼고")
    func filteredList() {
        #expect(
            CourseList(Samples.course, Samples.progress, states: [.tried]).text() == """
                 1 프로세스와 스레드                                     읽은 절 1/3 · 약 30분
                   풀던 중  four-steps  2/3점  2번  네 단계로 갈라 보기

                """)
        #expect(CourseList(Samples.course, Samples.progress, states: [.started]).text() == " 그런 연습이 없음.\n")
        let unfinished = CourseList(Samples.course, Samples.progress, states: [.new, .started, .tried])
        #expect(unfinished.course.exercises.map(\.slug) == ["four-steps", "exit-status"])
    }

    @Test("이력: 읽는 사람의 시간대로")
    func history() throws {
        let seoul = try #require(TimeZone(identifier: "Asia/Seoul"))
        let attempts = [Samples.attempt(1, Samples.compileError), Samples.attempt(2, Samples.failed)]
        #expect(
            HistoryReport("four-steps", attempts, timeZone: seoul).text() == """
                 four-steps

                 시도  판정             점수  때
                 1     컴파일되지 않음   0/3  2026-11-24 18:00  세지 않음
                 2     불합격            2/3  2026-11-24 18:00

                """)
    }

    @Test("a course without anything is told, not shown as an empty screen")
    func emptyCourse() {
        let empty = Course(id: "x", title: "빈 과정", root: "/x")
        #expect(CourseList(empty, .init()).text() == " 이 과정에는 아직 장도 연습도 없음.\n")
        #expect(ProgressReport(empty, .init()).text() == " 빈 과정: 아직 기록이 없음\n")
    }

    @Test("no line of any report is wider than the terminal", arguments: Array(40...64) + [79, 80, 120])
    func fits(width: Int) {
        for screen in Self.everyScreen {
            for line in screen.lines(width: width) { #expect(line.cells <= width, "\(line.text)") }
        }
    }

    /// Every report, with names and numbers longer than any course should have.
    static let everyScreen: [any Screen] = {
        var long = Samples.fourSteps
        long.slug = "a-very-long-slug-of-an-exercise-that-nobody-would-type"
        long.title = String(repeating: "아주 긴 제목을 가진 연습 ", count: 6)
        long.hints = [String(repeating: "힌트가 길기도 함. ", count: 20), "짧음"]
        var chapter = Samples.process
        chapter.title = String(repeating: "길고 긴 장의 제목 ", count: 5)
        chapter.sections[0].title = String(repeating: "길고 긴 절의 제목 ", count: 5)
        chapter.sections[0].anchor = String(repeating: "길고-긴-절의-제목-", count: 5)
        var course = Samples.course
        course.title = String(repeating: "길고 긴 과정의 이름 ", count: 5)
        course.chapters.append(chapter)
        course.exercises.append(long)
        var progress = Samples.progress
        progress.aside.append(.init(exercise: long.slug, attempts: 12_345, passed: false))
        var tests = Samples.tests
        tests[0].title = long.title
        tests[2].message = String(repeating: "기대한값과실제값이함께길다", count: 12) + "\n" + long.title
        tests[2].output = String(repeating: "출력 output ", count: 60)
        tests[2].read = "1#" + chapter.sections[0].anchor
        var broken = Samples.compileError
        broken.diagnostics[0].file = String(repeating: "길다", count: 40) + ".swift"
        broken.diagnostics[0].message = String(repeating: "cannot convert value of type ", count: 9)
        broken.compilerOutput = String(repeating: "x", count: 500)
        var cards = Outcome.allCases.map { Samples.card(Samples.verdict($0, score: 1.25, tests: tests)) }
        cards += [true, false].map { Samples.card(broken, isRaw: $0) }
        for index in cards.indices { cards[index].exercise = long }
        let attempts = Outcome.allCases.enumerated().map { Samples.attempt($0 + 10_000, Samples.verdict($1)) }
        return cards + [
            ProgressReport(course, progress), Samples.progressReport, everythingLong(course, progress),
            StatusReport(course, progress), CourseList(course, progress),
            StatusReport(course, Samples.everythingDone), HistoryReport(long.slug, attempts),
            HistoryReport(long.slug, []), HintReport(long, number: 1, taken: 1),
            NextReport("x", .read(chapter, chapter.sections[0], minutes: 3)),
            NextReport("x", .solve(long, .tried)),
        ]
    }()

    private static func everythingLong(_ course: Course, _ progress: CourseProgress) -> ProgressReport {
        var report = Samples.progressReport
        report.course = course
        report.course.exercises[0].concepts = [String(repeating: "긴 개념의 이름 ", count: 9)]
        report.progress = progress
        report.progress.standings["four-steps"]?.seconds = 123_456_789
        report.quizzes["process-and-thread"] = .init(quizzes: 9_999, answered: 9_999, right: 1)
        report.quarters[0].seconds = 360_000
        report.showsAll = true
        report.reread["four-steps"] = "1#" + course.chapters[0].sections[0].anchor
        return report
    }
}
