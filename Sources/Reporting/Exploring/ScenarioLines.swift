import Text
import Verdicts

/// What a passed test has explored: what was proven, and what was only looked at.
struct ScenarioLines {
    private let scenarios: [ScenarioResult]

    init(_ test: TestResult) { scenarios = test.scenarios }

    private static let indent = 4
    /// Where the words end, if there is room.
    private static let edge = 78

    /// Behind the test's title where there is room, else below it. Several scenarios have a line each.
    func added(to head: [StyledLine], width: Int) -> [StyledLine] {
        guard let first = scenarios.first else { return head }
        guard scenarios.count == 1 else {
            let told = scenarios.flatMap { scenario in
                StyledLine("\(scenario.title): \(Self.words(for: scenario))", .dim).wrapped(
                    in: width, indent: Self.indent)
            }
            return head + told + assumption(width: width)
        }
        let words = StyledLine(Self.words(for: first), .dim)
        let edge = min(width, Self.edge)
        if head.count == 1, head[0].cells + 2 + words.cells <= edge {
            return head[0].with(end: words, in: edge) + assumption(width: width)
        }
        return head + words.wrapped(in: width, indent: Self.indent) + assumption(width: width)
    }

    /// Under what condition all orders are all.
    private func assumption(width: Int) -> [StyledLine] {
        guard scenarios.contains(where: { $0.isExhausted && $0.assumesWaiting == true }) else { return [] }
        return StyledLine("같은 값을 되풀이해 살피는 반복은 그 값이 바뀔 때까지 기다린다고 보고 확인함", .dim)
            .wrapped(in: width, indent: Self.indent)
    }

    private static func words(for scenario: ScenarioResult) -> String {
        let count = Figures.count(scenario.orders)
        if scenario.isExhausted { return "가능한 순서 \(count)개를 모두 확인함" }
        let words = "실행 순서 \(count)개에서 문제 없음"
        return scenario.isRepeatable ? words : words + " (할 때마다 달라져 모두 볼 수는 없음)"
    }
}
