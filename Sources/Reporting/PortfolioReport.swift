public import Progress
public import Text
import Verdicts

/// `sil portfolio`: a portfolio that was written or verified.
public struct PortfolioReport: Screen {
    public enum Purpose: Sendable { case written, verified }

    public var purpose: Purpose
    /// Absolute path of the file.
    public var file: String
    /// The fingerprint of the key that signed it.
    public var key: String
    public var portfolio: Portfolio

    public init(_ purpose: Purpose, file: String, key: String, _ portfolio: Portfolio) {
        self.purpose = purpose
        self.file = file
        self.key = key
        self.portfolio = portfolio
    }

    // MARK: JSON

    public var json: JSON {
        [
            "schema": 1, "file": .string(file), "key": .string(key), "course": .string(portfolio.course),
            "title": .string(portfolio.title), "name": .string(portfolio.name),
            "made_at": .string(portfolio.madeAt), "tool": .string(portfolio.tool),
            "score": .number(portfolio.score), "max_score": .number(portfolio.maxScore),
            "passed": .int(portfolio.passed), "exercises": .int(portfolio.exercises),
            "results": .array(portfolio.results.map(Self.json)),
        ]
    }

    private static func json(_ result: Portfolio.Result) -> JSON {
        [
            "exercise": .string(result.exercise), "title": .string(result.title),
            "verdict": .string(result.verdict), "score": .number(result.score),
            "max_score": .number(result.maxScore), "attempts": .int(result.attempts),
            "attempts_to_pass": .int(result.attemptsToPass), "hints_taken": .int(result.hintsTaken),
            "seconds": .int(result.seconds), "last_at": .string(result.lastAt),
            "pass": result.pass.map(json) ?? .null,
        ]
    }

    private static func json(_ pass: Portfolio.Pass) -> JSON {
        [
            "attempt": .int(pass.attempt), "at": .string(pass.at), "grader": .string(pass.grader),
            "submission": .string(pass.submission),
            "files": .array(
                pass.files.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
        ]
    }

    // MARK: Lines

    public func lines(width: Int) -> [StyledLine] {
        switch purpose {
        case .written:
            return StyledLine("성과를 서명해 씀: \(file) (연습 \(portfolio.results.count)개)").wrapped(to: width)
                + StyledLine(shownKey, .bold).labelled("열쇠", cells: 4, in: width, indent: 2)
                + StyledLine("받는 사람에게 이 열쇠 지문을 따로 알려 주세요.").wrapped(in: width, indent: 2)
                + StyledLine("받는 사람은  sil portfolio verify 파일").wrapped(in: width, indent: 2)
        case .verified: return verified(width)
        }
    }

    /// In groups, as people compare them.
    private var shownKey: String {
        stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }.joined(
            separator: " ")
    }

    private func verified(_ width: Int) -> [StyledLine] {
        let facts = [
            ("열쇠", shownKey), ("이름", portfolio.name.map { "\($0) (스스로 적은 이름)" } ?? ""),
            ("과정", "\(portfolio.title) (\(portfolio.course))"),
            ("만듦", "\(Self.shown(portfolio.madeAt)) · \(portfolio.tool)"),
            (
                "점수",
                "\(Figures.points(portfolio.score))/\(Figures.points(portfolio.maxScore)), 통과 \(portfolio.passed)/\(portfolio.exercises)"
            ),
        ].filter { !$0.1.isEmpty }
        let head = StyledLine("서명이 맞음: 이 열쇠가 서명한 뒤로 바뀐 것이 없음", .color(.green)).wrapped(to: width)
        let rows = portfolio.results.map { result -> [StyledLine] in
            [
                StyledLine("  \(result.exercise)"), Self.word(result.verdict),
                StyledLine("\(Figures.points(result.score))/\(Figures.points(result.maxScore))"),
                StyledLine("\(result.attempts)"), StyledLine(result.attemptsToPass.map { "\($0)번" } ?? ""),
                StyledLine(result.pass.map { Self.shown($0.at) } ?? ""),
            ]
        }
        let table = Table(
            columns: [
                .init("  연습", canShrink: true), .init("판정"), .init("점수", .right), .init("시도", .right),
                .init("통과까지", .right), .init("통과한 때 (UTC)"),
            ], rows: rows)
        return head
            + facts.flatMap { StyledLine($0.1).labelled($0.0, cells: 4, in: width, indent: 2) }
            + [StyledLine()] + table.lines(width: width) + [StyledLine()]
            + StyledLine("누가 풀었는지, 채점기가 원래의 것이었는지는 서명이 말해 주지 않음. 열쇠 지문은 만든 사람에게 물어 견주세요.", .dim)
            .wrapped(in: width, indent: 2)
    }

    private static func word(_ verdict: String) -> StyledLine {
        guard let outcome = Outcome(rawValue: verdict) else { return StyledLine(verdict) }
        return StyledLine(outcome.word, outcome.style)
    }

    /// `2026-11-24 09:00` of a time in the file, which is whatever stands there.
    private static func shown(_ time: String) -> String {
        time.count >= 16 ? String(time.prefix(16)).replacing("T", with: " ") : time
    }
}
