import Verdicts

/// The steps of a finding that explain it: what is left when everything is gone that each thread does for itself.
struct Story {
    struct Line: Equatable {
        var step: FindingStep
        /// How often it is done in a row.
        var count = 1
        /// The last of these steps among those of the finding; nil for what never comes to pass.
        var index: Int?
    }

    var lines: [Line]
    /// Steps that are not shown.
    var hidden: Int
    /// The only variable that the lines are about; nil when there are several things.
    var subject: String?

    /// More are a list that nobody reads.
    static let linesMax = 20

    init(of finding: Finding) {
        let steps = finding.steps
        let core = Self.core(of: finding)
        let shared = Self.shared(in: steps).union(core)
        let announced = Self.announcements(in: finding)
        func told(_ isTold: (FindingStep, String) -> Bool) -> [Line] {
            Self.folded(
                steps.enumerated().filter { index, step in
                    guard !announced.contains(index) else { return false }
                    return Self.isEnd(step) || step.what.map { isTold(step, $0) } == true
                })
        }
        // Everything that is shared; if that is too much, what the finding is about and how threads slept and woke.
        let all = told { _, what in shared.contains(what) }
        let some = told { step, what in
            core.contains(what) || [.wait, .wake, .signal].contains(step.action) && shared.contains(what)
        }
        let few = told { _, what in core.contains(what) }
        let chosen = core.isEmpty ? all : [all, some, few].first { $0.count <= Self.linesMax } ?? few
        var lines = Array(chosen.suffix(Self.linesMax))
        // The first access of a race may lie far back.
        if let first = finding.race?.first, steps.indices.contains(first) {
            let line = Line(step: steps[first], index: first)
            if !lines.contains(where: { $0.step == line.step }) { lines.insert(line, at: 0) }
        }
        self.init(lines, of: finding)
    }

    /// All that is known, step by step.
    init(allOf finding: Finding) {
        self.init(Self.folded(Array(finding.steps.enumerated())), of: finding)
    }

    private init(_ lines: [Line], of finding: Finding) {
        self.lines = lines
        hidden = finding.omitted + finding.steps.count - lines.reduce(0) { $0 + $1.count }
        let things = Set(lines.filter { !Self.isEnd($0.step) }.compactMap(\.step.what))
        let isAccess = lines.allSatisfy { [.read, .write, .fail].contains($0.step.action) }
        subject = things.count == 1 && isAccess ? things.first : nil
    }

    /// Names of threads that do something in it, in the order of `all`.
    func threads(in all: [FindingThread]) -> [String] {
        let acting = lines.map(\.step.thread)
        let known = all.map(\.name)
        return known.filter(acting.contains) + Set(acting).subtracting(known).sorted()
    }

    // MARK: Selection

    private static func isEnd(_ step: FindingStep) -> Bool {
        guard step.action == .call else { return step.action == .fail }
        // A call that has neither name nor line is none of the learner's.
        return step.note != .create && (step.what != nil || step.place != nil)
    }

    /// Of `value += 1` Swift says first that it is about to write: a write without a value, before the read and the write
    /// that have one. It is no step of its own, unless it is what races.
    private static func announcements(in finding: Finding) -> Set<Int> {
        let steps = finding.steps
        let race = Set(finding.race ?? [])
        return Set(
            steps.indices.filter { index in
                let step = steps[index]
                guard step.action == .write, step.value == nil, !race.contains(index) else { return false }
                let accesses = steps[(index + 1)...].lazy.filter {
                    $0.thread == step.thread && $0.what == step.what && [.read, .write].contains($0.action)
                }
                for access in accesses {
                    guard access.place == step.place, access.value != nil else { return false }
                    if access.action == .write { return true }
                }
                return false
            })
    }

    /// What the finding is about.
    private static func core(of finding: Finding) -> Set<String> {
        if let race = finding.race {
            return Set(race.filter(finding.steps.indices.contains).compactMap { finding.steps[$0].what })
        }
        guard finding.waiting.isEmpty else {
            return Set(finding.waiting.filter { $0.action != .join }.compactMap(\.what))
        }
        guard let fail = finding.steps.last(where: { $0.action == .fail }) else { return [] }
        // What the failed line touched.
        let touched = finding.steps.filter { step in
            step.thread == fail.thread && step.place == fail.place && [.read, .write].contains(step.action)
        }
        return Set(touched.compactMap(\.what)).intersection(shared(in: finding.steps))
    }

    /// What more than one thread touches and not all only read.
    private static func shared(in steps: [FindingStep]) -> Set<String> {
        var threads: [String: Set<String>] = [:]
        var changed: Set<String> = []
        for step in steps {
            guard let what = step.what else { continue }
            switch step.action {
            case .start, .end, .join, .call, .fail: continue
            case .read: break
            default: changed.insert(what)
            }
            threads[what, default: []].insert(step.thread)
        }
        return changed.intersection(threads.filter { $0.value.count > 1 }.keys)
    }

    /// Equal steps in a row as one: a thread that looks at a flag again and again.
    private static func folded(_ steps: [(offset: Int, element: FindingStep)]) -> [Line] {
        steps.reduce(into: []) { lines, step in
            if lines.last?.step == step.element {
                lines[lines.count - 1].count += 1
                lines[lines.count - 1].index = step.offset
            } else {
                lines.append(Line(step: step.element, index: step.offset))
            }
        }
    }
}
