public import Progress
public import Text
public import Verdicts

/// The answer to `sil replay`: a finding that was kept, all of its steps, and whether it still happens.
public struct ReplayReport: Screen {
    /// What came of running the schedule once more.
    public enum Outcome: Sendable, Equatable {
        case happened
        /// Something else went wrong.
        case differs([Finding])
        /// Nothing went wrong.
        case nothing
        /// The program does not compile any more, or not here.
        case doesNotCompile
        /// It was not run: why, in a sentence.
        case notRun(String)

        var word: String {
            switch self {
            case .happened: "happened"
            case .differs: "differs"
            case .nothing: "nothing"
            case .doesNotCompile: "does_not_compile"
            case .notRun: "not_run"
            }
        }
    }

    public var handle: String
    public var finding: Finding
    /// The files as they were when it was found.
    public var source: SubmissionSource
    public var outcome: Outcome
    /// Names of files that are not what they were, or not there.
    public var changedFiles: [String]
    /// The compilers then and now, where they differ.
    public var toolchains: Toolchains?

    public struct Toolchains: Sendable, Equatable {
        public var before: String
        public var now: String

        public init(before: String, now: String) {
            self.before = before
            self.now = now
        }
    }

    public init(
        handle: String, finding: Finding, source: SubmissionSource, outcome: Outcome,
        changedFiles: [String] = [], toolchains: Toolchains? = nil
    ) {
        self.handle = handle
        self.finding = finding
        self.source = source
        self.outcome = outcome
        self.changedFiles = changedFiles
        self.toolchains = toolchains
    }

    /// Notes the compilers if they are not the same.
    public mutating func compare(_ before: String, with now: String) {
        toolchains = before == now ? nil : Toolchains(before: before, now: now)
    }

    public var json: JSON {
        var found: [Finding] = []
        var reason: String?
        switch outcome {
        case .differs(let findings): found = findings
        case .notRun(let why): reason = why
        case .happened, .nothing, .doesNotCompile: break
        }
        return [
            "schema": 1, "handle": .string(handle), "finding": finding.json,
            "outcome": .string(outcome.word), "found": .array(found.map(\.json)), "reason": .string(reason),
            "changed_files": .strings(changedFiles), "toolchain_changed": .bool(toolchains != nil),
        ]
    }

    // MARK: Lines

    /// What became of it, in sentences.
    public var sentences: [String] {
        var sentences = [verdict]
        if !changedFiles.isEmpty {
            sentences.append("그 뒤로 바뀐 파일: \(changedFiles.joined(separator: ", ")). 여기서는 그때의 파일을 씀.")
        }
        if let toolchains {
            sentences.append("그때와 컴파일러가 다름: \(toolchains.before) → \(toolchains.now)")
        }
        return sentences
    }

    var isConfirmed: Bool { outcome == .happened }

    /// Whether nothing speaks against its happening still: it did, or it was not run.
    public var isAsBefore: Bool {
        if case .notRun = outcome { return true }
        return isConfirmed
    }

    private var verdict: String {
        switch outcome {
        case .happened: return "다시 돌려 봄: 같은 순서에서 똑같이 일어남."
        case .differs(let findings):
            let other = findings.first.map { ": \($0.title)" } ?? ""
            return "다시 돌려 보니 다른 일이 일어남\(other)"
        case .nothing: return "다시 돌려 보니 이 순서에서는 아무 일도 일어나지 않음."
        case .doesNotCompile: return "다시 돌리지 못함: 그때의 파일이 지금은 컴파일되지 않음."
        case .notRun(let why): return "다시 돌리지 않음: \(why)"
        }
    }

    public func lines(width: Int) -> [StyledLine] {
        var lines = headline.wrapped(in: width, indent: 0)
        for (index, sentence) in sentences.enumerated() {
            let style: Style = index == 0 && isConfirmed ? .plain : .color(.yellow)
            lines += StyledLine(sentence, style).wrapped(in: width, indent: 2)
        }
        lines.append(StyledLine())
        lines += StyledLine(finding.title, .bold).wrapped(in: width, indent: 2)
        if let message = finding.message { lines += StyledLine(message).wrapped(in: width, indent: 4) }
        func add(_ part: [StyledLine]) {
            guard !part.isEmpty else { return }
            lines.append(StyledLine())
            lines += part
        }
        add(WaitingList(finding: finding).lines(width: width))
        let story = Story(allOf: finding)
        add(StepTable(story, of: finding).lines(width: width))
        add(
            SourceExcerpt(story.lines.map(\.step) + finding.waiting, files: source.lines).lines(width: width))
        return lines
    }

    var headline: StyledLine {
        var line = StyledLine(handle, .bold)
        line.append(" · ")
        line.append(finding.scenario?.title ?? source.files.map(\.name).first ?? "")
        if finding.scenario == nil, source.files.count > 1 { line.append(" 외 \(source.files.count - 1)개") }
        line.append(" · \(Figures.count(finding.schedule))번째 실행 순서")
        return line
    }
}

extension SubmissionSource {
    /// Lines by file name.
    var lines: [String: [String]] {
        let pairs = files.map { file in
            (
                file.name,
                String(decoding: file.bytes, as: UTF8.self)
                    .split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
            )
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
