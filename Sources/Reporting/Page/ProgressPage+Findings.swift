import Foundation
import Progress
import Text
import Verdicts

extension ProgressPage {
    /// The schedules that were kept, each as a timeline of its threads.
    var findings: [HTML] {
        guard !traces.isEmpty else {
            return [.tag("p", [:], "찾아 둔 것이 없음. ", .tag("code", [:], "sil explore 파일"), "로 찾을 수 있음.")]
        }
        let key = HTML.tag(
            "p", ["class": "muted"],
            "위에서 아래로 일어난 순서임. 찬 동그라미는 무언가를 바꾼 걸음, 빈 동그라미는 보기만 한 걸음, 네모는 기대와 다르거나 더 나아가지 못하는 곳, ",
            "겹동그라미는 레이스인 두 접근임. 점선은 다른 스레드로 넘어간 곳임.")
        let untold = max(0, foundOnce.count - Self.foundMax) + untoldTraces
        let rest =
            untold > 0
            ? [HTML.tag("p", ["class": "muted"], HTML("먼저 찾은 것 \(Figures.count(untold))개는 뺌."))] : []
        return [key] + foundOnce.prefix(Self.foundMax).enumerated().map(html) + rest
    }

    private func html(place: Int, found: FoundOnce) -> HTML {
        let kept = found.last
        let finding = kept.schedule.finding
        let timeline = ThreadTimeline(finding)
        let more = found.handles.count - 1
        let others = more > 0 ? " · 같은 것을 다른 순서 \(Figures.count(more))개에서도 찾음" : ""
        var parts = [
            HTML.tag(
                "figcaption", ["class": "muted", "id": "trace-\(place + 1)"], HTML("\(local(kept.at)) · "),
                .tag("code", [:], HTML("sil replay \(kept.handle)")), HTML(others))
        ]
        if let message = finding.message { parts.append(.tag("p", [:], HTML(message))) }
        parts += WaitingList(finding: finding).lines(width: Self.linesWidth).map {
            .tag("p", ["class": "muted"], HTML($0.text.trimmingCharacters(in: .whitespaces)))
        }
        if !timeline.isEmpty {
            let name = "실행 순서: \(finding.title)"
            parts += [
                .tag(
                    "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": name],
                    timeline.drawing(title: name)),
                .tag("details", [:], .tag("summary", [:], "글로 읽기"), timeline.steps),
            ]
            if timeline.hidden > 0 {
                parts.append(
                    .tag("p", ["class": "muted"], HTML("이 밖의 걸음 \(Figures.count(timeline.hidden))개는 줄임.")))
            }
        }
        parts.append(excerpt(of: kept))
        let head = HTML.tag(
            "summary", [:], .tag("strong", [:], HTML(finding.title)),
            .tag("span", ["class": "name"], HTML(Self.subject(of: kept))))
        return .tag("details", ["open": place == 0 ? "" : nil], head, .tag("figure", [:], parts))
    }

    private static let linesWidth = 200

    private static func subject(of kept: KeptSchedule) -> String {
        switch kept.schedule.subject {
        case .exercise(_, let slug):
            [slug, kept.schedule.finding.scenario?.title].compactMap(\.self).joined(separator: " · ")
        case .program: kept.schedule.source.files.map(\.name).joined(separator: ", ")
        }
    }

    /// Something that was found, in one schedule or in several.
    struct FoundOnce: Sendable {
        var last: KeptSchedule
        var handles: Set<String>
    }

    /// What is told in the same words of the same program or scenario is one thing, in the order of their last schedules.
    static func grouped(_ traces: [KeptSchedule]) -> [FoundOnce] {
        var places: [String: Int] = [:]
        return traces.reduce(into: []) { found, kept in
            let key = "\(kept.schedule.finding.title)\n\(subject(of: kept))"
            if let place = places[key] {
                found[place].handles.insert(kept.handle)
            } else {
                places[key] = found.count
                found.append(FoundOnce(last: kept, handles: [kept.handle]))
            }
        }
    }

    /// The lines that the threads stand at.
    private func excerpt(of kept: KeptSchedule) -> HTML {
        let finding = kept.schedule.finding
        let lines = SourceExcerpt(
            Story(of: finding).lines.map(\.step) + finding.waiting, files: kept.schedule.source.lines
        ).lines(width: Self.linesWidth)
        guard !lines.isEmpty else { return .empty }
        let margin = lines.map(\.text).filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        let text = lines.map { String($0.text.dropFirst(margin)) }.joined(separator: "\n")
        return .tag(
            "pre", ["tabindex": "0", "role": "region", "aria-label": "코드", "translate": "no"], HTML(text))
    }
}
