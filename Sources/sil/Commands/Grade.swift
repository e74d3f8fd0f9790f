import Course
import Foundation
import Grading
import Progress
import Reporting
import Sandbox
import Verdicts

extension Action {
    /// Grades one exercise and shows the verdict.
    func grade(_ grading: GradingOptions, recording: Bool, in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(grading.exercise, of: course)
        let paths =
            grading.file.isEmpty
            ? try session.sources(of: exercise, course: course)
            : grading.file.map { Disk.absolute($0, from: session.surroundings.currentDirectory) }
        let work = try Submission(of: exercise, files: paths)
        let desk = GradingDesk(session: session, course: course, isRecording: recording, isRaw: grading.raw)
        let graded = try await desk.grade(work)
        if options.json {
            try session.output.write(graded.card)
        } else {
            try session.output.write(graded.card.lines(width: session.output.width))
        }
        return graded.status
    }

    /// Grades every exercise that was started, in their order. The exit status is the worst of them.
    func gradeAll(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let (_, memory) = try session.workspace(for: course)
        let started = course.exercises.filter { exercise in
            memory.exercises.contains { $0.slug == exercise.slug }
        }
        let desk = GradingDesk(session: session, course: course, isRecording: true, isRaw: false)
        var cards: [Card] = []
        var worst = ExitStatus.done
        for exercise in started {
            let work = try Submission(of: exercise, files: session.sources(of: exercise, course: course))
            let graded = try await desk.grade(work)
            cards.append(graded.card)
            if graded.status.rawValue > worst.rawValue { worst = graded.status }
            if !options.json { try session.output.write(graded.card.lines(width: session.output.width)) }
        }
        if options.json {
            try session.output.write(SubmissionsReport(cards: cards))
        } else if started.isEmpty {
            throw Failure(
                kind: "not_started", message: "시작한 연습이 없음", suggestions: ["sil next"], exitStatus: .badInput)
        }
        return worst
    }
}

/// What `submit --all --json` prints: the document of each submission, in order.
private struct SubmissionsReport: Report {
    var cards: [Card]
    var json: JSON { ["schema": 1, "submissions": .array(cards.map(\.json))] }
}

/// Grades and, if asked to, records: the line from a submission to its card.
struct GradingDesk {
    let session: Session
    let course: Course
    let isRecording: Bool
    let isRaw: Bool

    struct Graded {
        var card: Card
        var status: ExitStatus
    }

    func grade(_ work: Submission) async throws -> Graded {
        // A store that takes nothing is told before the wait, not after it.
        let store = isRecording ? openStore() : nil
        let grader = try makeGrader()
        let source = SubmissionSource(files: work.files.map { (name: $0.name, bytes: $0.bytes) })
        if let store, let earlier = try? earlier(work, source, in: store, by: grader) {
            return graded(earlier.verdict, earlier.attempt, work, source)
        }
        let verdict = try await grader.grade(work, course: course)
        let attempt = store.flatMap { store in
            do {
                return try store.record(verdict, of: source, exercise: work.exercise)
            } catch {
                session.tellWithoutStopping(error)
                return nil
            }
        }
        return graded(verdict, attempt, work, source)
    }

    private func openStore() -> ProgressStore? {
        do {
            return try session.store()
        } catch {
            session.tellWithoutStopping(error)
            session.output.say("sil: 채점은 하지만 이번 시도는 기록되지 않음")
            return nil
        }
    }

    private func earlier(
        _ work: Submission, _ source: SubmissionSource, in store: ProgressStore, by grader: Grader
    ) throws -> (verdict: Verdict, attempt: RecordedAttempt)? {
        let found = try store.earlier(
            source, exercise: work.exercise, course: course.id, grader: grader.fingerprint(of: work.exercise))
        return try found.map { attempt in
            var verdict = try attempt.verdict()
            verdict.cached = ["verdict"]
            return (verdict, attempt)
        }
    }

    private func graded(
        _ verdict: Verdict, _ attempt: RecordedAttempt?, _ work: Submission, _ source: SubmissionSource
    ) -> Graded {
        let overview = session.overview(of: course)
        let card = Card(
            verdict, attempt, exercise: work.exercise, source: source,
            hintsTaken: overview.standings[work.exercise.slug]?.hintsTaken ?? 0,
            next: verdict.outcome == .passed ? NextStep(in: course, overview) : nil,
            purpose: isRecording ? .submit : .test, isRaw: isRaw)
        let status: ExitStatus = isRecording && attempt == nil ? .unavailable : ExitStatus(verdict.outcome)
        return Graded(card: card, status: status)
    }

    private func makeGrader() throws -> Grader {
        let cache = try Cache(
            at: Disk.absolute(session.places.cache, from: session.surroundings.currentDirectory))
        let sandbox = try Sandbox.probe(cache: cache.root)
        let environment = session.surroundings.environment
        let toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin:/bin", cache: cache)
        let found = ServerKitPackage.find(
            environment: environment, executable: session.surroundings.executable)
        guard let found else {
            throw GradingError.runtimeSourcesMissing(
                searched: [environment["SIL_RUNTIME"] ?? session.surroundings.executable])
        }
        let line = PreparationLine()
        let runtime = try RuntimeBuild.ready(
            sources: found.runtime, toolchain: toolchain, cache: cache, report: line.show)
        return Grader(
            toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime, report: line.show)
    }
}

extension ExitStatus {
    init(_ outcome: Outcome) {
        switch outcome {
        case .passed: self = .done
        case .invalidSubmission: self = .badInput
        case .graderError: self = .ownFault
        default: self = .notPassed
        }
    }
}

extension Session {
    /// The learner's files of a started exercise.
    func sources(of exercise: Exercise, course: Course) throws -> [String] {
        let (workspace, _) = try workspace(for: course)
        let folder = workspace.sources(of: exercise.module)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let sources = names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted()
        guard !sources.isEmpty else { throw WorkspaceError.notStarted(exercise.slug) }
        return sources.map { folder + "/" + $0 }
    }
}
