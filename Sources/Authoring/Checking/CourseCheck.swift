public import Course
import Foundation
public import Grading

/// Everything that `sil author check` asks of a course, or of some of its chapters and exercises.
public struct CourseCheck: Sendable {
    /// How often a solution's tests are run from one compile, unless asked otherwise.
    public static let runsOfSolutions = 20

    private let course: Course
    private let instruments: Instruments
    private let tool: String
    private let jobs: Int
    private let runs: Int
    private let searchPath: String
    private let measuresTests: Bool
    private let samples: ChapterSamples

    /// - Parameters:
    ///   - tool: names this build of the tool: what another build has found out is not believed.
    ///   - jobs: how many compiles and runs there may be at once.
    ///   - runs: how often each solution is run.
    ///   - writing: how findings are written under explored programs.
    ///   - searchPath: where the spelling checker is looked for, as PATH has it.
    ///   - measuresTests: whether solutions are mutated and their lines counted, which takes most of the time.
    public init(
        _ course: Course, instruments: Instruments, tool: String, jobs: Int,
        runs: Int = CourseCheck.runsOfSolutions, writing: FindingWriting,
        searchPath: String = "/usr/bin:/bin", measuresTests: Bool = true
    ) {
        self.course = course
        self.instruments = instruments
        self.tool = tool
        self.jobs = jobs
        self.runs = runs
        self.searchPath = searchPath
        self.measuresTests = measuresTests
        samples = ChapterSamples(writing: writing)
    }

    /// What is to be checked.
    public enum Subject: Sendable, Equatable {
        case chapter(name: String)
        case exercise(slug: String)
    }

    /// - Parameters:
    ///   - subjects: empty for the whole course.
    ///   - progress: called as pieces of work end, with how many are done and how many are known of.
    public func report(
        on subjects: [Subject] = [], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> CheckReport {
        let began = ContinuousClock.now
        let bench = Workbench(
            course: course, instruments: instruments, tool: tool, jobs: jobs, runs: runs, progress: progress)
        var findings = Findings(wholeFaults(subjects))
        let chapters = course.chapters.filter { chapter in
            subjects.isEmpty || subjects.contains(.chapter(name: chapter.name))
        }
        let exercises = course.exercises.filter { exercise in
            subjects.isEmpty || subjects.contains(.exercise(slug: exercise.slug))
        }
        let misconceptions = course.misconceptions().list
        let checks = chapterChecks(chapters, misconceptions) + exerciseChecks(exercises, misconceptions)
        findings = try await withThrowingTaskGroup(of: Findings.self) { group in
            for check in checks { group.addTask { try await check.findings(on: bench) } }
            return try await group.reduce(findings, +)
        }
        findings.tally.chapters += chapters.count
        findings.tally.runs = runs
        let told = findings.faults.map { Self.located($0, in: course) }.unique.sorted()
        return CheckReport(
            faults: told.filter { $0.gravity == .fault }, notices: told.filter { $0.gravity == .notice },
            tally: findings.tally, isWhole: subjects.isEmpty, made: await bench.made,
            reused: await bench.reused,
            seconds: (ContinuousClock.now - began).inSeconds)
    }

    // MARK: Without running anything

    /// The report on a course whose `course.yml` cannot be read: there is nothing more to ask of it.
    public static func report(onUnreadable faults: [CourseError.Fault]) -> CheckReport {
        CheckReport(faults: faults.map(Fault.init).sorted())
    }

    /// What is wrong with the texts of a course, spelling aside: found in milliseconds, with no tool.
    public static func textFaults(of course: Course) -> [Fault] {
        let misconceptions = course.misconceptions().list
        let words = CourseWords(course, searchPath: "")
        var faults = course.faults.map(Fault.init) + CourseFiles.faults(of: course)
        for page in course.chapters.compactMap({ ChapterPage($0, root: course.root) }) {
            faults +=
                ChapterCheck(page: page, course: course, misconceptions: misconceptions, words: words).faults
            faults += CleanText.faults(in: page.text)
        }
        for exercise in course.exercises {
            let folder = ExerciseFolder(exercise, of: course)
            faults += ExerciseContents(folder: folder, misconceptions: misconceptions).faults()
            if let text = folder.manifest { faults += CleanText.faults(in: text) + words.forbidden(in: text) }
        }
        return faults.map { located($0, in: course) }.unique.sorted()
    }

    /// What reading the course found, and what is wrong with the files that belong to all of it.
    private func wholeFaults(_ subjects: [Subject]) -> [Fault] {
        let loading = course.faults.map(Fault.init)
        guard !subjects.isEmpty else { return loading + CourseFiles.faults(of: course) }
        return loading.filter { fault in subjects.contains { fault.file.hasPrefix($0.path) } }
    }

    /// A fault of which only a name is known is shown where that name stands.
    private static func located(_ fault: Fault, in course: Course) -> Fault {
        guard fault.line == nil, let name = fault.message.quoted.last,
            let text = SourceText(fault.file, in: course.root),
            let place = text.place(of: name, isWhole: true)
        else { return fault }
        var fault = fault
        (fault.line, fault.column) = (place.line, place.column)
        return fault
    }

    // MARK: Checks

    private func chapterChecks(_ chapters: [Chapter], _ misconceptions: [Misconception]) -> [any Check] {
        let words = CourseWords(course, searchPath: searchPath)
        var checks: [any Check] = chapters.compactMap { chapter in
            ChapterPage(chapter, root: course.root).map {
                ChapterCheck(page: $0, course: course, misconceptions: misconceptions, words: words)
            }
        }
        checks += chapters.flatMap { samples.checks(of: $0) as [any Check] }
        checks += chapters.map { CleanText(path: "Lessons/\($0.name).md", root: course.root) }
        if chapters.count == course.chapters.count {
            for path in ["Lessons/course.yml", Course.termsPath, Course.misconceptionsPath] {
                checks.append(CleanText(path: path, root: course.root))
            }
            checks += words.dataChecks([Course.misconceptionsPath])
        }
        checks.append(words.missingChecker)
        return checks
    }

    /// What compiles and runs. Without a grader, or with files that cannot be read, there is nothing to run: that was told.
    private func gradings(of folder: ExerciseFolder) -> [any Check] {
        guard folder.faults.isEmpty, !folder.grader.isEmpty else { return [] }
        let measures: [any Check] =
            measuresTests ? [MutationCheck(of: folder.exercise), CoverageCheck(of: folder.exercise)] : []
        return [ExerciseTrials(folder: folder)] + measures
    }

    private func exerciseChecks(_ exercises: [Exercise], _ misconceptions: [Misconception]) -> [any Check] {
        let words = CourseWords(course, searchPath: searchPath)
        return exercises.flatMap { exercise -> [any Check] in
            let folder = ExerciseFolder(exercise, of: course)
            let manifest = "\(folder.path)/exercise.yml"
            return [
                Found(ExerciseContents(folder: folder, misconceptions: misconceptions).faults()),
                CleanText(path: manifest, root: course.root),
            ] + gradings(of: folder) + words.dataChecks([manifest])
        }
    }
}

extension CourseCheck.Subject {
    /// Where its files lie, relative to the course.
    var path: String {
        switch self {
        case .chapter(let name): "Lessons/\(name).md"
        case .exercise(let slug): "Exercises/\(slug)/"
        }
    }
}

/// What was found without work at the bench.
struct Found: Check {
    private let faults: [Fault]

    init(_ faults: [Fault]) { self.faults = faults }

    func findings(on bench: Workbench) async throws -> Findings { Findings(faults) }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension String {
    /// What stands between backticks.
    fileprivate var quoted: [String] {
        split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
