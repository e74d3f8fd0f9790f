import Course
import Foundation
import Progress
import Verdicts

extension ProgressPage {
    var attempts: [HTML] {
        guard !works.isEmpty else { return [.tag("p", [:], "아직 낸 것이 없음.")] }
        let rest =
            untoldWorks > 0
            ? [HTML.tag("p", ["class": "muted"], HTML("먼저 낸 연습 \(Figures.count(untoldWorks))개의 시도는 뺌."))] : []
        return works.enumerated().map { html($1, anchor: "work-\($0 + 1)") } + rest
    }

    private func html(_ work: Work, anchor: String) -> HTML {
        let standing = report.standing(work.exercise)
        let state = standing.state == .passed ? "통과" : "풀던 중"
        let head = HTML.tag(
            "summary", [:], .tag("strong", [:], HTML(work.exercise.slug)),
            HTML(" \(work.exercise.title) · 시도 \(work.attempts.count)개 · \(state)"))
        var parts = [head, HTML.tag("div", ["id": anchor], [])]
        if let first = work.attempts.first?.recorded.number, first > 1 {
            parts.append(
                .tag(
                    "p", ["class": "muted"], HTML("그 앞의 시도 \(Figures.count(first - 1))개는 여기 없음: "),
                    .tag("code", [:], HTML("sil history \(work.exercise.slug)"))))
        }
        var before = work.before
        for attempt in work.attempts {
            parts += html(attempt, after: before)
            before = attempt.source ?? before
        }
        return .tag("details", [:], parts)
    }

    private func html(_ attempt: Attempt, after before: SubmissionSource?) -> [HTML] {
        let recorded = attempt.recorded
        let color = recorded.outcome == .passed ? "good" : recorded.counted ? "bad" : "warn"
        let points = "\(Figures.points(recorded.score))/\(Figures.points(recorded.maxScore))점"
        let note = recorded.counted ? "" : " · 세지 않음"
        let head = HTML.tag(
            "h3", [:], HTML("\(recorded.number)번째 시도 · "),
            .tag("span", ["class": color], HTML(recorded.outcome.word)), HTML(" \(points)\(note)"))
        let time = HTML.tag(
            "p", ["class": "muted"],
            .tag("time", ["datetime": recorded.timestamp], HTML(local(recorded.at))))
        let verdict = try? recorded.verdict()
        return [head, time, verdict.map(tests) ?? .empty, changes(in: attempt, after: before)]
    }

    // MARK: What was judged

    private func tests(_ verdict: Verdict) -> HTML {
        var items = verdict.tests.map { test -> HTML in
            let color = test.status == .passed ? "good" : test.status == .notRun ? "warn" : "bad"
            var parts = [
                HTML.tag(
                    "span", ["class": color, "role": "img", "aria-label": test.status.word],
                    HTML(test.status.sign)),
                HTML(" \(test.title)"),
            ]
            if test.status != .passed, test.status != .failed {
                parts.append(.tag("span", ["class": "muted"], HTML(" (\(test.status.word))")))
            }
            if let message = test.message { parts.append(.tag("span", ["class": "message"], HTML(message))) }
            return .tag("li", [:], parts)
        }
        if let reason = verdict.reason { items.append(.tag("li", [:], HTML(reason))) }
        items += verdict.diagnostics.filter { $0.severity == .error }.prefix(Self.diagnosticsMax).map {
            let place = [$0.file, $0.line.map(String.init)].compactMap(\.self).joined(separator: ":")
            return .tag("li", [:], .tag("code", [:], HTML(place)), HTML(" \($0.message)"))
        }
        let links = verdict.findings.compactMap { finding -> HTML? in
            guard let anchor = anchor(ofTrace: finding.handle) else { return nil }
            return .tag("li", [:], .tag("a", ["href": "#\(anchor)"], HTML(finding.title)))
        }
        guard !(items + links).isEmpty else { return .empty }
        return .tag("ul", ["class": "tests"], items + links)
    }

    private static let diagnosticsMax = 5

    // MARK: What was changed

    private func changes(in attempt: Attempt, after before: SubmissionSource?) -> HTML {
        guard let source = attempt.source else {
            return .tag("p", ["class": "muted"], "낸 코드가 남아 있지 않음(너무 크거나 보관된 내용이 망가짐).")
        }
        let difference = SourceDifference(from: before?.shownTexts ?? [], to: source.shownTexts)
        let name = before == nil ? "처음 낸 코드" : "앞의 시도에서 바뀐 곳"
        guard !difference.isEmpty else { return .tag("p", ["class": "muted"], "앞의 시도와 같은 코드임.") }
        let added = difference.files.reduce(0) { $0 + $1.added }
        let removed = difference.files.reduce(0) { $0 + $1.removed }
        let counts = before == nil ? "\(added)줄" : "\(added)줄 더함, \(removed)줄 지움"
        return .tag(
            "details", [:], .tag("summary", [:], HTML("\(name) (\(counts))")),
            HTML(
                parts: difference.files.map {
                    html($0, number: attempt.recorded.number, isFirst: before == nil)
                }))
    }

    private func html(_ file: SourceDifference.File, number: Int, isFirst: Bool) -> HTML {
        let head = HTML.tag("p", [:], .tag("code", [:], HTML(file.name)))
        guard !file.lines.isEmpty else {
            let words =
                file.isTooLong ? "너무 길어 비교하지 않음." : file.change == .changed ? "마지막 줄바꿈만 다름." : "빈 파일임."
            return HTML(parts: [head, .tag("p", ["class": "muted"], HTML(words))])
        }
        return HTML(parts: [
            head,
            .tag(
                "pre",
                [
                    "class": "diff", "tabindex": "0", "role": "region", "translate": "no",
                    "aria-label": "\(number)번째 시도의 \(file.name)",
                ], file.lines.map { html($0, isFirst: isFirst) }),
        ])
    }

    /// - Parameter isFirst: nothing came before it: then all is new, and nothing is marked.
    private func html(_ line: SourceDifference.Line?, isFirst: Bool) -> HTML {
        func row(_ name: StaticString, _ number: Int, _ sign: String, _ text: String) -> HTML {
            .tag(
                name, [:], .tag("span", ["class": "line muted"], HTML("\(number)")),
                HTML("\(sign) \(text)\n"))
        }
        return switch line {
        case .kept(_, let new, let text)?: row("span", new, " ", text)
        case .removed(let old, let text)?: row("del", old, "-", text)
        case .added(let new, let text)? where isFirst: row("span", new, "", text)
        case .added(let new, let text)?: row("ins", new, "+", text)
        case nil: .tag("span", ["class": "muted"], "…\n")
        }
    }
}

extension SubmissionSource {
    /// The files as text, for people: bytes that are no UTF-8 become U+FFFD.
    fileprivate var shownTexts: [(name: String, text: String)] {
        files.map { (name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
    }
}
