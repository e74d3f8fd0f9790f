import Course
import Foundation
import Progress
import Reporting
import Text
import Verdicts

/// A small course and what a learner did in it.
enum Samples {
    static let fourSteps = Exercise(
        slug: "four-steps", directory: "/course/Exercises/four-steps", title: "네 단계로 갈라 보기",
        chapter: "01-process-and-thread", summary: "끼어들기 순서를 셈", minutes: 10, difficulty: 2, points: 3,
        kind: .unit,
        hints: ["표를 그리세요.", "순서를 세세요.", "읽기와 쓰기를 나누세요."])
    static let exitStatus = Exercise(
        slug: "exit-status", directory: "/course/Exercises/exit-status", title: "끝난 까닭 읽기",
        chapter: "01-process-and-thread", summary: "wait 값을 풂", minutes: 12, requires: ["four-steps"],
        points: 4,
        kind: .process)
    static let loose = Exercise(
        slug: "warm-up", directory: "/course/Exercises/warm-up", title: "몸 풀기", summary: "두 수를 더함",
        minutes: 3,
        points: 1, kind: .unit)

    static let process = Chapter(
        number: 1, slug: "process-and-thread", name: "01-process-and-thread",
        path: "/course/Lessons/01-process-and-thread.md", title: "프로세스와 스레드", summary: "서버를 이루는 것",
        minutes: 30,
        sections: [
            .init(title: "프로그램과 프로세스", anchor: "프로그램과-프로세스", line: 10),
            .init(title: "스레드", anchor: "스레드", line: 30), .init(title: "락", anchor: "락", line: 50),
        ], exercises: ["four-steps", "exit-status"])
    static let race = Chapter(
        number: 2, slug: "race", name: "02-race", path: "/course/Lessons/02-race.md", title: "레이스 컨디션",
        minutes: 20,
        sections: [.init(title: "네 단계", anchor: "네-단계", line: 8)])

    static let course = Course(
        id: "siltarae", title: "서버 동작 이해", root: "/course", chapters: [process, race],
        exercises: [fourSteps, exitStatus, loose])

    static let morning = Date(timeIntervalSince1970: 1_795_510_800)

    static let progress = CourseProgress(
        standings: [
            "four-steps": Standing(
                state: .tried, score: 2, maxScore: 3, attempts: 2, recorded: 3,
                last: .init(outcome: .failed, at: morning, passedTests: 2, tests: 3), hintsTaken: 1,
                startedAt: morning),
            "exit-status": Standing(maxScore: 4),
            "warm-up": Standing(
                state: .passed, score: 1, maxScore: 1, attempts: 1, recorded: 1,
                last: .init(outcome: .passed, at: morning.addingTimeInterval(-600), passedTests: 1, tests: 1)),
        ],
        read: ["process-and-thread": ["프로그램과-프로세스"], "race": []],
        aside: [.init(exercise: "old-one", attempts: 2, passed: true)])

    static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// A course and a history that have something for every part of `sil progress`.
    static var progressReport: ProgressReport {
        var course = course
        course.exercises[0].concepts = ["사라진 갱신", "락"]
        course.exercises[2].concepts = ["락"]
        var progress = progress
        progress.standings["four-steps"]?.seconds = 4_000
        progress.standings["warm-up"]?.passedAt = morning.addingTimeInterval(-600)
        progress.standings["warm-up"]?.attemptsToPass = 1
        progress.readingSeconds = ["process-and-thread": 1_500]
        var report = ProgressReport(
            course, progress, quizzes: ["process-and-thread": .init(quizzes: 5, answered: 4, right: 3)],
            quarters: [
                Activity(at: morning.addingTimeInterval(-8 * 86_400), sections: 1, seconds: 1_500),
                Activity(at: morning, attempts: 3, passes: 1, quizzes: 4, seconds: 4_000),
            ], now: morning, calendar: utc)
        report.reread = ["four-steps": "1#스레드"]
        return report
    }

    static let nothingDone = CourseProgress()

    static let everythingDone = CourseProgress(
        standings: Dictionary(
            uniqueKeysWithValues: course.exercises.map {
                (
                    $0.slug,
                    Standing(state: .passed, score: $0.points, maxScore: $0.points, attempts: 1, recorded: 1)
                )
            }),
        read: ["process-and-thread": ["프로그램과-프로세스", "스레드", "락"], "race": ["네-단계"]])

    // MARK: - Verdicts

    static let tests = [
        TestResult(
            name: "FourStepsTests.testOne", title: "한 스레드가 100번 올리면 100이 됨", status: .passed, seconds: 0.01),
        TestResult(
            name: "FourStepsTests.testTwo", title: "두 스레드가 한 번씩 올리면 1이나 2가 됨", status: .passed, seconds: 0.01),
        TestResult(
            name: "FourStepsTests.testThree", title: "세 스레드의 순서를 모두 셈", status: .failed,
            message: "outcomes(threads: 3)\n기대 [1, 2, 3] · 실제 [3]", output: "순서 1\n순서 2\n", read: "1#스레드",
            seconds: 0.0123),
    ]

    static func verdict(_ outcome: Outcome, score: Double = 0, tests: [TestResult] = []) -> Verdict {
        var verdict = Verdict(
            course: "siltarae", exercise: "four-steps", outcome: outcome, score: score, maxScore: 3,
            tests: tests,
            sandbox: "full", graderFingerprint: "g1")
        verdict.timing.stage = 0.004
        verdict.timing.compile = 0.1
        verdict.timing.link = 0.03
        verdict.timing.run = 0.02
        verdict.timing.total = 0.19
        return verdict
    }

    static var failed: Verdict { verdict(.failed, score: 2, tests: tests) }

    static var passed: Verdict {
        verdict(
            .passed, score: 3,
            tests: tests.map { TestResult(name: $0.name, title: $0.title, status: .passed) })
    }

    static var graderError: Verdict {
        var verdict = verdict(.graderError)
        verdict.reason = "채점 코드가 컴파일되지 않음."
        return verdict
    }

    static var compileError: Verdict {
        var verdict = verdict(.compileError)
        verdict.diagnostics = [
            Diagnostic(
                file: "FourSteps.swift", line: 3, column: 9, severity: .error,
                message: "mutation of captured var 'x' in concurrently-executing code",
                source: "        x += 1")
        ]
        verdict.compilerOutput = "FourSteps.swift:3:9: error: mutation of captured var 'x'\n"
        return verdict
    }

    static let source = SubmissionSource(files: [
        (name: "FourSteps.swift", bytes: Array("var x = 0\nlet worker = Thread {\n        x += 1\n}\n".utf8))
    ])

    static func attempt(
        _ number: Int, _ verdict: Verdict, repeated: Bool = false, at: Date = morning
    ) -> RecordedAttempt {
        RecordedAttempt(
            number: number, outcome: verdict.outcome, score: verdict.score, maxScore: verdict.maxScore,
            counted: verdict.outcome.isCounted, at: at, seconds: 0.19, grader: "g1", submission: "",
            repeated: repeated,
            document: "{}")
    }

    static func card(
        _ verdict: Verdict, number: Int? = 3, repeated: Bool = false, next: NextStep? = nil,
        purpose: Card.Purpose = .submit, isRaw: Bool = false
    ) -> Card {
        Card(
            verdict, number.map { attempt($0, verdict, repeated: repeated) }, exercise: fourSteps,
            source: source,
            hintsTaken: 1, next: next, purpose: purpose, isRaw: isRaw)
    }
}

extension Screen {
    /// What is printed without colour, with one line end after each line.
    func text(_ width: Int = 80) -> String {
        lines(width: width).map { $0.rendered(.plain) + "\n" }.joined()
    }
}
