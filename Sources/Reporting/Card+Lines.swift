import Course
import Progress
public import Text
import Verdicts

extension Card {
    /// Cells of the words before what the card tells at its end: `다시 읽기`.
    static let labelCells = 9

    public func lines(width: Int) -> [StyledLine] {
        var lines = headline.with(
            end: StyledLine(Figures.seconds(verdict.timing.total), .dim), in: min(width, 72))
        for remark in remarks { lines += StyledLine(remark).wrapped(in: width, indent: 2) }
        // Told with its place below, if it has one.
        if let reason = verdict.reason, !verdict.diagnostics.contains(where: { $0.message == reason }) {
            lines.append(StyledLine())
            for paragraph in reason.split(separator: "\n") {
                lines += StyledLine(String(paragraph)).wrapped(in: width, indent: 2)
            }
        }
        lines += diagnosticLines(width: width)
        lines += testLines(width: width)
        let end = endLines(width: width)
        return end.isEmpty ? lines : lines + [StyledLine()] + end
    }

    // MARK: - The first lines

    private var headline: StyledLine {
        var line = StyledLine(exercise.slug, .bold)
        if purpose == .test {
            line.append(" · 미리 채점")
        } else if let attempt {
            if attempt.counted { line.append(" · \(attempt.number)번째 시도") }
        } else {
            line.append(" · ")
            line.append("기록되지 않음", .color(.yellow))
        }
        line.append(" · ")
        line.append(judgement, verdict.outcome.style.adding(.bold))
        if purpose == .submit, !verdict.outcome.isCounted { line.append(" (시도로 세지 않음)") }
        return line
    }

    private var judgement: String {
        let points = "\(Figures.points(verdict.score))/\(Figures.points(verdict.maxScore))점"
        switch verdict.outcome {
        case .compileError, .invalidSubmission, .graderError: return verdict.outcome.word
        case .passed, .failed: return "\(verdict.outcome.word) \(points)"
        default: return "불합격 \(points) (\(verdict.outcome.word))"
        }
    }

    private var remarks: [String] {
        var remarks: [String] = []
        if let attempt, attempt.repeated {
            remarks.append("\(attempt.number)번째 시도와 같은 파일임. 새 시도로 세지 않고 그때의 결과를 보임.")
        }
        switch verdict.outcome {
        case .graderError: remarks.append("채점하는 쪽의 문제임. 낸 파일 때문이 아님.")
        case .invalidSubmission: remarks.append("파일을 고쳐 다시 내세요.")
        default: break
        }
        if verdict.sandbox != "full", verdict.outcome != .invalidSubmission {
            remarks.append("이 컴퓨터에서는 격리가 온전하지 않음 (\(verdict.sandbox)). 까닭: sil doctor")
        }
        return remarks
    }

    // MARK: - The body

    private func diagnosticLines(width: Int) -> [StyledLine] {
        if isRaw, let output = verdict.compilerOutput, !output.isEmpty {
            var raw = output.split(separator: "\n", omittingEmptySubsequences: false)
            while raw.last?.isEmpty == true { raw.removeLast() }
            return [StyledLine()] + raw.flatMap { StyledLine(String($0)).folded(to: width) }
        }
        guard [.compileError, .forbidden, .tampered].contains(verdict.outcome) else {
            let warnings = verdict.diagnostics.count { $0.severity == .warning }
            guard warnings > 0 else { return [] }
            return [StyledLine()]
                + StyledLine("컴파일러의 경고 \(warnings)개  --raw", .dim).wrapped(in: width, indent: 2)
        }
        return DiagnosticList(verdict.diagnostics, source: source).lines(width: width)
    }

    private func testLines(width: Int) -> [StyledLine] {
        guard !verdict.tests.isEmpty else { return [] }
        let cells = verdict.tests.map { $0.status.word.cells }.max() ?? 0
        let files = verdict.findings.isEmpty ? [:] : source?.lines ?? [:]
        var told: [Finding] = []
        var lines = [StyledLine()]
        for test in verdict.tests {
            let findings = verdict.findings(of: test)
            let story =
                findings.isEmpty ? nil : TestStory(findings: findings, test: test, files: files, told: told)
            told += findings.prefix(1)
            let block = TestBlock(test, exercise: exercise, wordCells: cells, story: story).lines(
                width: width)
            // A test that tells more than its title stands apart from the next.
            if lines.count > 1, lines.last?.isEmpty == false, block.count > 1, test.status != .passed {
                lines.append(StyledLine())
            }
            lines += block
            if block.count > 1, test.status != .passed { lines.append(StyledLine()) }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    // MARK: - The last lines

    private func endLines(width: Int) -> [StyledLine] {
        guard verdict.outcome != .passed else { return nextLines(width: width) }
        var lines: [StyledLine] = []
        if verdict.outcome == .compileError, !isRaw, verdict.compilerOutput?.isEmpty == false {
            lines += StyledLine("컴파일러의 말 전부  --raw").labelled(
                "더 보기", cells: Self.labelCells, in: width, indent: 2)
        }
        // A hint is about the exercise; it does not help with a file or a machine at fault.
        if verdict.outcome != .graderError, verdict.outcome != .invalidSubmission, !exercise.hints.isEmpty {
            let all = exercise.hints.count
            let seen = min(hintsTaken, all)
            let words = "sil hint \(exercise.slug)  (\(all)개 가운데 \(seen)개 봄)"
            lines += StyledLine(words).labelled("힌트", cells: Self.labelCells, in: width, indent: 2)
        }
        return lines
    }

    private func nextLines(width: Int) -> [StyledLine] {
        guard purpose == .submit else {
            let words = "sil submit \(exercise.slug)"
            return StyledLine(words).labelled("내기", cells: Self.labelCells, in: width, indent: 2)
        }
        guard let next else {
            return StyledLine("남은 것이 없음. 모두 읽고 모두 풀었음.").labelled("다음", cells: 4, in: width, indent: 2)
        }
        return StyledLine("\(next.label)   sil next").labelled("다음", cells: 4, in: width, indent: 2)
    }
}
