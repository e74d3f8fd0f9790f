public import Progress
public import Text
public import Verdicts

/// The answer to `sil explore`: what was found in a program, or how much was looked at without finding anything.
public struct ExplorationReport: Screen {
    /// Schedules that were run; 0 for a program that does not compile.
    public var schedules = 0
    /// Every schedule there is was run.
    public var isExhausted = false
    /// A time limit ended the search before its budget was spent.
    public var wasCut = false
    /// It was ended before its budget was spent because every schedule was too long.
    public var gaveUp = false
    /// Schedules that were too long to be run to their end.
    public var limited = 0
    public var strategy: String
    public var seed: UInt64
    /// In the order they were found.
    public var findings: [Finding] = []
    /// The compiler's messages.
    public var diagnostics: [Diagnostic] = []
    /// One sentence where no message says why the program does not compile.
    public var reason: String?
    /// Whether it was run at all.
    public var isCompiled = true
    /// The compiler's own words, and whether they are shown in full (`--raw`).
    public var compilerOutput = ""
    public var isRaw = false
    /// What was explored.
    public var source: SubmissionSource
    /// Wall seconds.
    public var seconds = 0.0

    public init(strategy: String, seed: UInt64, source: SubmissionSource) {
        self.strategy = strategy
        self.seed = seed
        self.source = source
    }

    public var json: JSON {
        [
            "schema": 1, "schedules": .int(schedules), "exhausted": .bool(isExhausted),
            "strategy": .string(strategy), "seed": .number(Double(seed)),
            "limited": .int(limited),
            "findings": .array(findings.map(\.json)), "compiled": .bool(isCompiled),
            "reason": .string(reason), "diagnostics": .array(diagnostics.map(Card.json)),
        ]
    }

    // MARK: Lines

    public func lines(width: Int) -> [StyledLine] {
        let time = StyledLine(Figures.seconds(seconds), .dim)
        var lines = headline.with(end: time, in: min(width, 72))
        guard isCompiled else { return lines + compileLines(width: width) }
        let files = source.lines
        for finding in ordered {
            lines.append(StyledLine())
            lines += FindingBlock(finding: finding, files: files).lines(width: width)
        }
        lines.append(StyledLine())
        for sentence in summary { lines += StyledLine(sentence).wrapped(in: width, indent: 2) }
        return lines
    }

    /// What ends a program first; a data race is mostly its cause.
    private var ordered: [Finding] {
        findings.filter { $0.kind != .dataRace } + findings.filter { $0.kind == .dataRace }
    }

    private var headline: StyledLine {
        let names = source.files.map(\.name)
        var line = StyledLine(names.first ?? "", .bold)
        if names.count > 1 { line.append(" 외 \(names.count - 1)개") }
        line.append(" · ")
        let (words, style) = judgement
        line.append(words, style.adding(.bold))
        return line
    }

    private var judgement: (String, Style) {
        guard isCompiled else { return ("컴파일되지 않음", .color(.red)) }
        let words = ordered.reduce(into: [String]()) { words, finding in
            if !words.contains(finding.word) { words.append(finding.word) }
        }
        guard let last = words.last else { return ("문제를 찾지 못함", .color(.green)) }
        if ordered.allSatisfy({ $0.kind == .uncontrolled }) { return ("탐색하지 못함", .color(.yellow)) }
        return ("\(Particle.object(words.dropLast().map { $0 + ", " }.joined() + last)) 찾음", .color(.red))
    }

    private var summary: [String] {
        var sentences: [String] = []
        let how = "전략 \(strategy), 씨앗 \(seed)"
        let count = Figures.count(schedules)
        if isExhausted {
            // Some were run more than once: each larger bound begins with what the smaller one had.
            sentences.append("가능한 실행 순서를 모두 봄: \(count)번 돌려 봄 (\(how))")
        } else {
            sentences.append("실행 순서 \(count)개를 봄 (\(how))")
        }
        if findings.isEmpty, !isExhausted { sentences.append("찾지 못했다는 것이 문제가 없다는 증명은 아님.") }
        if findings.contains(where: { $0.kind != .dataRace && $0.preemptions > 0 && $0.isMinimum != nil }) {
            sentences.append("앞지름: 더 갈 수 있는 스레드를 세워 두고 다른 스레드가 먼저 간 횟수.")
        }
        if wasCut { sentences.append("시간이 오래 걸려 도중에 멈춤. --schedules로 개수를 줄이면 끝까지 볼 수 있음.") }
        if limited > 0 {
            let part = limited == schedules ? "모두" : "그 가운데 \(Figures.count(limited))개는"
            sentences.append("\(part) 너무 길어 끝까지 보지 못함. 아주 긴 프로그램이거나, 스레드들이 서로 비켜 주기만 해서 끝나지 않는 것임.")
        }
        if gaveUp {
            sentences.append("더 보아도 마찬가지여서 멈춤. 되풀이하는 횟수를 줄여서 다시 보세요.")
        }
        return sentences
    }

    private func compileLines(width: Int) -> [StyledLine] {
        if isRaw, !compilerOutput.isEmpty {
            var raw = compilerOutput.split(separator: "\n", omittingEmptySubsequences: false)
            while raw.last?.isEmpty == true { raw.removeLast() }
            return [StyledLine()] + raw.flatMap { StyledLine(String($0)).folded(to: width) }
        }
        var lines: [StyledLine] = []
        if let reason { lines += [StyledLine()] + StyledLine(reason).wrapped(in: width, indent: 2) }
        lines += DiagnosticList(diagnostics, source: source).lines(width: width)
        if !compilerOutput.isEmpty {
            lines.append(StyledLine())
            lines += StyledLine("컴파일러의 말 전부  --raw").labelled(
                "더 보기", cells: Card.labelCells, in: width, indent: 2)
        }
        return lines
    }
}
