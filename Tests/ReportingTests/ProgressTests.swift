import Course
import Foundation
import Progress
import Reporting
import Testing
import Text
import Verdicts

@Suite("sil progress")
struct ProgressTests {
    @Test("진도: 장, 연습, 약한 곳, 달력, 다음에 할 것, 보관한 것")
    func screen() {
        #expect(
            Samples.progressReport.text() == """
                 진도 28 %   읽기 1/4 · 통과 1/3 · 점수 3/8 · 퀴즈 3/5 · 1시간 31분

                 장                   읽기        연습       점수  시도  퀴즈  시간
                 1 프로세스와 스레드  ██▒▒▒▒ 1/3  ▒▒▒▒▒ 0/2   2/7     2   3/5  91분
                 2 레이스 컨디션      ▒▒▒▒▒▒ 0/1  없음        0/0

                 익힘     연습         점수  시도  통과까지  힌트  시간  제목
                 풀던 중  four-steps    2/3     2             1/3  66분  네 단계로 갈라 보기
                 새것     exit-status   0/4                              끝난 까닭 읽기
                 혼자     warm-up       1/1     1       1번              몸 풀기

                 약한 곳  사라진 갱신 · 락: 3번 막힘, 통과 1/2   sil read 1#스레드
                          1장 퀴즈: 1개 틀림   sil quiz 1

                 활동  10/5    10/12   10/19   10/26   11/2    11/9    11/16   11/23
                 날    ······· ······· ······· ······· ······· ······· ░······ ·█
                 시간                                                  25분    66분

                 다음  four-steps 네 단계로 갈라 보기 (10분)   sil submit four-steps
                 지금 과정에 없는 연습의 기록도 보관하고 있음: old-one

                """)
    }

    @Test("한 장만 볼 때는 그 장의 연습마다")
    func chapter() {
        var report = Samples.progressReport
        report.chapter = Samples.process
        report.quarters = []
        #expect(
            report.text() == """
                 1장 프로세스와 스레드 · 진도 20 %   읽기 1/3 · 통과 0/2 · 점수 2/7 · 퀴즈 3/5 ·
                 1시간 31분

                 익힘     연습         점수  시도  힌트  시간  제목
                 풀던 중  four-steps    2/3     2   1/3  66분  네 단계로 갈라 보기
                 새것     exit-status   0/4                    끝난 까닭 읽기

                 약한 곳  사라진 갱신 · 락: 3번 막힘, 통과 0/1   sil read 1#스레드
                          1장 퀴즈: 1개 틀림   sil quiz 1

                """)
    }

    @Test("a period tells what was done in it")
    func period() {
        var report = Samples.progressReport
        report.progress.since = Samples.morning.addingTimeInterval(-300)
        let text = report.text()
        #expect(text.hasPrefix(" 2026-11-24부터   읽은 절 1 · 통과 0 · 시도 3 · 퀴즈 3/4 · 1시간 31분\n"), "\(text)")
    }

    @Test("before anything was done: what to do first")
    func nothing() {
        #expect(
            ProgressReport(Samples.course, Samples.nothingDone).text() == """
                 서버 동작 이해: 아직 기록이 없음

                 읽기  1장 프로세스와 스레드 › 프로그램과 프로세스
                       sil read 1#프로그램과-프로세스
                 풀기  four-steps 네 단계로 갈라 보기 (10분)
                       sil init 새-폴더, 그 안에서 ./sil start four-steps

                """)
    }

    @Test(
        "one screen holds it, however much there is, and the rest is counted", arguments: [0, 7, 12, 13, 30])
    func oneScreen(chapters: Int) {
        let report = Self.large(chapters: chapters, exercises: 400)
        let lines = report.lines(width: 80)
        #expect(lines.count <= 23)
        let text = report.text()
        if chapters == 0 { #expect(text.contains("e399") && text.contains("sil progress --all")) }
        // The course that is here will have twelve chapters.
        #expect((chapters > 12) == text.contains("장은 sil progress --all"))
        var all = report
        all.showsAll = true
        #expect(all.lines(width: 80).count > 400)
    }

    private static func large(chapters: Int, exercises: Int) -> ProgressReport {
        let exercises = (0..<exercises).map {
            Exercise(
                slug: "e\($0)", directory: "", title: "연습 \($0)", summary: "", concepts: ["개념 \($0)"],
                kind: .unit)
        }
        let standings = exercises.enumerated().map { index, exercise in
            let last = Standing.Last(
                outcome: .failed, at: Samples.morning.addingTimeInterval(Double(index)), passedTests: 0,
                tests: 1)
            return (exercise.slug, Standing(state: .tried, maxScore: 1, attempts: 1, recorded: 1, last: last))
        }
        let course = Course(
            id: "x", title: "x", root: "/x",
            chapters: (0..<chapters).map {
                Chapter(
                    number: $0 + 1, slug: "c\($0)", name: "c\($0)", path: "", title: "장 \($0)",
                    sections: [.init(title: "절", anchor: "절", line: 1)])
            }, exercises: exercises)
        return ProgressReport(
            course, CourseProgress(standings: Dictionary(uniqueKeysWithValues: standings)),
            quarters: [Activity(at: Samples.morning, attempts: 400, seconds: 900)], now: Samples.morning,
            calendar: Samples.utc)
    }

    // MARK: - Mastery and weak points

    private func standing(
        _ state: Standing.State, last: Outcome? = nil, attempts: Int = 1, toPass: Int? = nil, hints: Int = 0
    ) -> Standing {
        var standing = Standing(
            state: state, maxScore: 1, attempts: attempts, recorded: attempts,
            last: last.map { .init(outcome: $0, at: Samples.morning, passedTests: 0, tests: 1) },
            hintsTaken: hints)
        standing.hintsBeforePass = hints
        standing.attemptsToPass = toPass
        standing.passedAt = state == .passed ? Samples.morning : nil
        return standing
    }

    @Test("mastery: the last verdict that counts and the hints before the pass")
    func mastery() {
        #expect(Mastery(standing(.new)) == .new)
        #expect(Mastery(standing(.started)) == .open)
        #expect(Mastery(standing(.tried, last: .failed)) == .open)
        #expect(Mastery(standing(.passed, last: .passed)) == .firm)
        #expect(Mastery(standing(.passed, last: .passed, hints: 1)) == .helped)
        #expect(Mastery(standing(.passed, last: .failed)) == .shaky)
        #expect(Mastery(standing(.passed, last: .compileError)) == .firm)
    }

    private func report(_ standings: [String: Standing], _ concepts: [String: [String]]) -> ProgressReport {
        let exercises = concepts.keys.sorted().map {
            Exercise(
                slug: $0, directory: "", title: $0, summary: "", concepts: concepts[$0] ?? [], kind: .unit)
        }
        return ProgressReport(
            Course(id: "x", title: "x", root: "/x", exercises: exercises),
            CourseProgress(standings: standings),
            now: Samples.morning, calendar: Samples.utc)
    }

    private func commands(_ report: ProgressReport) -> [String] {
        report.markdown.split(separator: "\n").filter { $0.hasPrefix("- ") }.map(String.init)
    }

    @Test("weak points: what is begun and open counts twice; one failure on what is passed is no weakness")
    func weakPoints() {
        let report = report(
            [
                "a": standing(.passed, last: .passed, attempts: 4, toPass: 4),
                "b": standing(.tried, last: .failed, attempts: 2),
                "c": standing(.passed, last: .passed, attempts: 2, toPass: 2),
            ], ["a": ["갑"], "b": ["을"], "c": ["병"], "d": ["갑"]])
        #expect(
            commands(report) == [
                "- 을: 2번 막힘, 통과 0/1 → `sil submit b`", "- 갑: 3번 막힘, 통과 1/2 → `sil start d`",
            ])
    }

    @Test("concepts that stand on the same exercises are one weak point")
    func grouped() {
        let report = report(
            ["a": standing(.passed, last: .passed, attempts: 3, toPass: 2, hints: 1)], ["a": ["갑", "을"]])
        #expect(commands(report) == ["- 갑 · 을: 2번 막힘, 통과 1/1 → `sil solution a`"])
    }

    // MARK: - Tables

    @Test("CSV quotes what would break it, one row an exercise")
    func csv() throws {
        var report = Samples.progressReport
        report.course.exercises[0].title = "하나, \"둘\"\n셋"
        let rows = report.csv.components(separatedBy: "\r\n")
        #expect(rows.count == 5 && rows.last == "")
        #expect(
            rows[1]
                == "01-process-and-thread,four-steps,\"하나, \"\"둘\"\"\n셋\",tried,open,failed,failed,2,3,2,,1,3,4000,"
                + "2026-11-24T09:00:00Z,")
        let columns = rows[0].split(separator: ",").count
        #expect(rows[2].count { $0 == "," } == columns - 1)
    }

    @Test("a title cannot break a table of Markdown")
    func markdown() {
        var report = Samples.progressReport
        report.course.exercises[0].title = "a|b\nc <b>"
        #expect(
            report.markdown.contains(
                "| `four-steps` | a\\|b c &lt;b> | 풀던 중 | 불합격 | 2/3 | 2 |  | 1/3 | 1시간 6분 |"))
        #expect(report.markdown.hasPrefix("# 진도: 서버 동작 이해\n\n진도 28 % · 읽기 1/4 · 통과 1/3 · 점수 3/8"))
    }

    // MARK: - Calendar

    @Test("the calendar: darker for more, today the last mark, weeks from Monday")
    func calendar() {
        var report = Samples.progressReport
        // 2026-11-24 is a Tuesday.
        report.quarters = (0..<9).map {
            Activity(at: Samples.morning.addingTimeInterval(Double($0 - 8) * 86_400), attempts: $0)
        }
        let marks = report.text().split(separator: "\n").first { $0.hasPrefix(" 날") }
        #expect(marks?.hasSuffix(" ░░░▒▒▓▓ ██") == true, "\(marks ?? "")")
    }
}
