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
        let target = try session.target(grading.exercise)
        let paths =
            grading.file.isEmpty
            ? try session.sources(of: target.exercise, course: target.course)
            : grading.file.map { Disk.absolute($0, from: session.surroundings.currentDirectory) }
        let work = try Submission(of: target.exercise, files: paths)
        // The whole course only says what comes next, which a document does not hold.
        let course = target.whole ?? (recording && !options.json ? Task { try Course(at: target.root) } : nil)
        let desk = GradingDesk(
            session: session, courseID: target.course, course: course, recording: recording ? .every : .none,
            isRaw: grading.raw, tier: try session.tier(grading.sandbox))
        let graded = try await desk.grade(work)
        if options.json {
            try session.output.write(graded.card)
        } else {
            try session.output.write(graded.card.lines(width: session.output.width))
        }
        return graded.status
    }

    /// Grades every exercise that was started, in their order. The exit status is the worst of them.
    func gradeAll(_ grading: GradingOptions, in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let (_, memory) = try session.workspace(for: course.id)
        let started = course.exercises.filter { exercise in
            memory.exercises.contains { $0.slug == exercise.slug }
        }
        let desk = GradingDesk(
            session: session, courseID: course.id, course: Task { course }, recording: .every,
            isRaw: grading.raw, tier: try session.tier(grading.sandbox))
        var cards: [Card] = []
        var worst = ExitStatus.done
        for exercise in started {
            let work = try Submission(of: exercise, files: session.sources(of: exercise, course: course.id))
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
///
/// Grading begins at once; the store and the rest of the course are read while the compiler works.
struct GradingDesk {
    let session: Session
    let courseID: String
    /// The whole course, under way; nil where nobody asks what comes next.
    let course: Task<Course, any Error>?
    let recording: Recording
    let isRaw: Bool
    /// nil for the best that this machine has.
    let tier: Tier?
    /// A grader that is ready; nil to make one.
    var prepared: Grader?

    /// Which verdicts become attempts.
    enum Recording {
        case every, none
        /// Of what is graded while somebody is still writing, only that it is done.
        case passes

        func takes(_ outcome: Outcome) -> Bool {
            switch self {
            case .every: true
            case .none: false
            case .passes: outcome == .passed
            }
        }
    }

    struct Graded {
        var card: Card
        var status: ExitStatus
    }

    func grade(_ work: Submission) async throws -> Graded {
        let grader = Task { try prepared ?? session.machinery(tier: tier).grader() }
        // Cancelled and waited for when this is left before it is needed.
        async let grading = grader.value.grade(work, course: courseID)
        // A store that takes nothing is told while one waits, not after it.
        let store = recording == .none ? nil : openStore()
        let source = SubmissionSource(files: work.files.map { (name: $0.name, bytes: $0.bytes) })
        if let store, let earlier = try? await earlier(work, source, in: store, by: grader.value) {
            return try await graded(earlier.verdict, earlier.attempt, work, source, in: store)
        }
        var verdict = try await grading
        // Only what was not there before makes the cache grow.
        if !verdict.cached.contains("grader") {
            try await grader.value.trimCache(to: Cache.limit(environment: session.surroundings.environment))
        }
        let compiler = try await grader.value.toolchainVersion
        verdict.findings = session.kept(verdict.findings) { finding in
            ExploredSchedule(
                subject: .exercise(course: courseID, slug: work.exercise.slug), source: source,
                languageMode: work.exercise.languageMode, strategy: "scenario", seed: 1, toolchain: compiler,
                finding: finding)
        }
        let attempt = store.flatMap { store in
            guard recording.takes(verdict.outcome) else { return RecordedAttempt?.none }
            do {
                return try store.record(verdict, of: source, exercise: work.exercise)
            } catch {
                session.tellWithoutStopping(error)
                return nil
            }
        }
        return try await graded(verdict, attempt, work, source, in: store)
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
            source, exercise: work.exercise, course: courseID, grader: grader.fingerprint(of: work.exercise))
        return try found.map { attempt in
            var verdict = try attempt.verdict()
            verdict.cached = ["verdict"]
            return (verdict, attempt)
        }
    }

    private func graded(
        _ verdict: Verdict, _ attempt: RecordedAttempt?, _ work: Submission, _ source: SubmissionSource,
        in store: ProgressStore?
    ) async throws -> Graded {
        let isRecorded = attempt != nil || recording.takes(verdict.outcome)
        let course = try await course?.value
        // What comes next is a question about everything, and asked only then; how many hints were taken is not.
        let overview = verdict.outcome == .passed ? course.map { session.overview(of: $0, in: store) } : nil
        let standing = overview?.standings[work.exercise.slug] ?? ownStanding(work.exercise, in: store)
        let card = Card(
            verdict, attempt, exercise: work.exercise, source: source,
            hintsTaken: standing?.hintsTaken ?? 0,
            next: overview.flatMap { seen in course.flatMap { NextStep(in: $0, seen) } },
            purpose: isRecorded ? .submit : .test, isRaw: isRaw)
        let status: ExitStatus = isRecorded && attempt == nil ? .unavailable : ExitStatus(verdict.outcome)
        return Graded(card: card, status: status)
    }

    /// What is wrong with the store was told when it was opened.
    private func ownStanding(_ exercise: Exercise, in store: ProgressStore?) -> Standing? {
        let reading = store ?? (try? session.store(.readOnly))
        return (try? reading?.best(of: [exercise], course: courseID))?[exercise.slug]
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
    /// `--sandbox`, else `SIL_SANDBOX`.
    func tier(_ option: Tier?) throws -> Tier? {
        if let option { return option }
        guard let word = surroundings.environment["SIL_SANDBOX"], !word.isEmpty else { return nil }
        guard let tier = Tier(rawValue: word) else {
            throw Failure.usage(
                "invalid_value", "SIL_SANDBOX=\(word): 그런 격리 단계가 없음",
                suggestions: ["full, reduced, none 가운데 하나로 두거나 지우세요."])
        }
        return tier
    }

    /// What to grade: an exercise, the id and the folder of its course, and the whole course if it had to be read.
    ///
    /// An exercise by its own name is read alone, so that its compiler need not wait for the others.
    func target(
        _ reference: String?
    ) throws -> (exercise: Exercise, course: String, root: String, whole: Task<Course, any Error>?) {
        let root = try courseFolder()
        if let slug = plainSlug(reference), let glance = Course.glance(at: root, exercise: slug) {
            return (glance.exercise, glance.course, root, nil)
        }
        let course = try Course(at: root)
        return (try exercise(reference, of: course), course.id, root, Task { course })
    }

    /// The slug that a reference is, or that nothing means here, as far as one can tell without the course.
    private func plainSlug(_ reference: String?) -> String? {
        if let reference { return Int(reference) == nil ? reference : nil }
        let directory = surroundings.currentDirectory
        let started = workspace?.memory?.exercises ?? []
        let here = started.first { started in
            guard let folder = workspace?.sources(of: started.module) else { return false }
            return directory == folder || directory.hasPrefix(folder + "/")
        }
        if let here { return here.slug }
        // Another folder of Sources may be that of an exercise which only the course knows.
        guard let workspace, !directory.hasPrefix(workspace.root + "/Sources/") else { return nil }
        return workspace.memory?.current
    }

    /// The learner's files of a started exercise.
    func sources(of exercise: Exercise, course: String) throws -> [String] {
        let (workspace, _) = try workspace(for: course)
        let sources = workspace.swiftFiles(of: exercise)
        guard !sources.isEmpty else { throw WorkspaceError.notStarted(exercise.slug) }
        return sources
    }
}
