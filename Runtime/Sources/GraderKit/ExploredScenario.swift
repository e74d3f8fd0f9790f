/// One call of `explore` in a test, and what came of it.
package struct ExploredScenario: Sendable, Equatable {
    /// As given to `explore`, at most ``titleBytesMax`` of UTF-8.
    package let title: String
    /// Line of the call in the grader's file.
    package let line: Int
    package var exploration: Exploration

    package static let titleBytesMax = 512
    /// Calls of which a test tells; of further ones only the failures are told.
    package static let countMax = 32
    /// Bytes of all findings that a test tells, each `%` counted as the three that a record makes of it: its report has a
    /// limit, and failures and titles need their part of it.
    package static let findingsBytesMax = 160 * 1024

    package init(title: String, line: Int, exploration: Exploration) {
        self.title = title.cut(toBytes: Self.titleBytesMax)
        self.line = max(0, line)
        self.exploration = exploration
    }
}

/// The scenarios that a test has explored.
final class ScenarioList: Sendable {
    private let kept = Locked<[ExploredScenario]>([])

    /// Keeps a scenario, and of its findings as many as the test's report has room for.
    func add(_ scenario: ExploredScenario) {
        kept.withLock { kept in
            guard kept.count < ExploredScenario.countMax else {
                return
            }
            var scenario = scenario
            var room = ExploredScenario.findingsBytesMax
            for finding in kept.flatMap(\.exploration.findings) {
                room -= Self.recordBytes(of: finding)
            }
            let all = scenario.exploration.findings
            let told = all.indices.filter { index in
                let bytes = Self.recordBytes(of: all[index])
                let fits = bytes <= room
                room -= fits ? bytes : 0
                return fits
            }
            scenario.exploration.keep(findingsAt: told)
            kept.append(scenario)
        }
    }

    private static func recordBytes(of finding: String) -> Int {
        finding.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "%") ? 3 : 1) }
    }

    var all: [ExploredScenario] {
        kept.withLock { $0 }
    }
}
