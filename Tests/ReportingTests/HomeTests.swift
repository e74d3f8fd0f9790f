import Foundation
import Reporting
import Testing
import Text

@Suite("The home screen's page") struct HomeTests {
    private func text(streak: Int = 4, due: Int = 2, width: Int = 80) -> String {
        HomeReport(Samples.course, Samples.progress, streak: streak, dueQuizzes: due).lines(width: width)
            .map { $0.rendered(.plain) + "\n" }.joined()
    }

    @Test("It says where one is, what keys go on with, the last verdict and what is due")
    func page() {
        let page = text()
        for words in [
            "실타래 · 서버 동작 이해", "연속 4일째 · ", "⏎ s", "four-steps 네 단계로 갈라 보기", "3번 시도, 시험 3개 중 2개",
            "r  ", "1장 프로세스와 스레드 › 스레드", "지난 채점", "four-steps 불합격 · 시험 3개 중 2개", "다시 물을 것 2개", "1/3",
        ] { #expect(page.contains(words), "\(words)\n\(page)") }
    }

    @Test("What there is none of is left out")
    func less() {
        let page = text(streak: 0, due: 0)
        #expect(!page.contains("연속") && !page.contains("다시 물을"))
        let done = HomeReport(Samples.course, Samples.everythingDone, streak: 1, dueQuizzes: 0).lines(
            width: 80)
        #expect(done.contains { $0.text.contains("모두 읽고 모두 풀었음.") })
    }

    @Test("No line is wider than the screen", arguments: [40, 60, 80, 120])
    func width(width: Int) {
        let lines = HomeReport(Samples.course, Samples.progress, streak: 4, dueQuizzes: 2).lines(width: width)
        #expect(lines.allSatisfy { $0.cells <= width })
    }

    // MARK: Days in a row

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Asia/Seoul") ?? .gmt
        return calendar
    }()

    /// Noon of the day so many days ago, in Seoul.
    private static func noon(_ daysAgo: Int) -> Date {
        let start =
            calendar.date(from: DateComponents(year: 2026, month: 11, day: 24, hour: 12)) ?? .distantPast
        return calendar.date(byAdding: .day, value: -daysAgo, to: start) ?? .distantPast
    }

    @Test(
        "Days in a row up to today, or to yesterday while today has brought nothing",
        arguments: [
            ([], 0), ([0], 1), ([1], 1), ([2], 0), ([0, 1, 2, 4], 3), ([1, 2, 3], 3), ([0, 0, 1], 2),
        ])
    func streak(daysAgo: [Int], expected: Int) {
        let moments = daysAgo.map(Self.noon)
        #expect(Streak.days(moments, now: Self.noon(0), calendar: Self.calendar) == expected)
    }

    @Test("A day ends at the learner's midnight")
    func midnight() {
        // 00:30 in Seoul is the day before in UTC.
        let early = Self.noon(0).addingTimeInterval(-11.5 * 3_600)
        #expect(Streak.days([early, Self.noon(1)], now: Self.noon(0), calendar: Self.calendar) == 2)
    }
}
