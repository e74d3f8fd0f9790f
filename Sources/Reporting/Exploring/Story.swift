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

    /// What a step is about. A pointer to a lock may have the lock's name.
    private struct Thing: Hashable {
        var name: String
        var isLock: Bool

        init?(_ step: FindingStep) {
            guard let name = step.what else { return nil }
            self.name = name
            isLock = step.lock != nil
        }
    }

    /// More are a list that nobody reads.
    static let linesMax = 20

    init(of finding: Finding) {
        let steps = finding.steps
        let core = Self.core(of: finding)
        let shared = Self.shared(in: steps).subtracting(Self.handedOver(in: steps)).union(core)
        let announced = Self.announcements(in: finding)
        func told(_ isTold: (FindingStep, Thing) -> Bool) -> [Line] {
            Self.folded(
                steps.enumerated().filter { index, step in
                    guard !announced.contains(index) else { return false }
                    return Self.isEnd(step, of: finding) || Self.isUncaused(step)
                        || Thing(step).map { isTold(step, $0) } == true
                })
        }
        // Everything that is shared; if that is too much, what the finding is about and how threads slept and woke.
        let all = told { shared.contains($1) }
        let some = told { step, thing in
            core.contains(thing) || [.wait, .wake, .signal].contains(step.action) && shared.contains(thing)
        }
        let few = told { core.contains($1) }
        let chosen = core.isEmpty ? all : [all, some, few].first { $0.count <= Self.linesMax } ?? few
        var lines = finding.kind == .livelock ? Self.turn(in: chosen) : Array(chosen.suffix(Self.linesMax))
        // The first access of a race may lie far back.
        if let first = finding.race?.first, steps.indices.contains(first) {
            let line = Line(step: steps[first], index: first)
            if !lines.contains(where: { $0.step == line.step }) { lines.insert(line, at: 0) }
        }
        self.init(lines, of: finding)
    }

    /// Threads that go round in circles do the same again and again: how they came to it, and the beginning of it.
    private static func turn(in lines: [Line]) -> [Line] {
        let looks: [FindingStep.Action] = [.read, .call, .join]
        let change = lines.lastIndex { !looks.contains($0.step.action) && $0.step.note != .tryFailed } ?? 0
        let start = max(0, change - linesMax / 2)
        return Array(lines[start..<min(lines.count, change + 1 + linesMax / 4)])
    }

    /// Leaves only what decides what the variable of the story holds in the end: writes, what they were made of, and what
    /// the program's own check reads. That a test's check fails is said beside the value.
    mutating func keepWhatDecides(in finding: Finding) {
        guard let subject, let fail = lines.last?.step, fail.action == .fail else { return }
        let whole = lines
        lines = whole.enumerated().filter { index, line in
            guard line.step.action == .read, line.step.what == subject, line.step.note == nil else {
                return line.step.action != .fail || line.step.place != nil
            }
            let next = whole[(index + 1)...].first { $0.step.thread == line.step.thread }?.step
            let isForCheck = line.step.thread == fail.thread && line.step.place == fail.place
            return isForCheck || (next?.action == .write && next?.what == subject)
        }.map(\.element)
        hidden += whole.reduce(0) { $0 + $1.count } - lines.reduce(0) { $0 + $1.count }
    }

    /// All that is known, step by step.
    init(allOf finding: Finding) {
        self.init(Self.folded(Array(finding.steps.enumerated())), of: finding)
    }

    private init(_ lines: [Line], of finding: Finding) {
        self.lines = lines
        hidden = finding.omitted + finding.steps.count - lines.reduce(0) { $0 + $1.count }
        let things = Set(lines.filter { !Self.isEnd($0.step, of: finding) }.compactMap(\.step.what))
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

    /// A wait that ends though nobody has ended it decides what comes next.
    private static func isUncaused(_ step: FindingStep) -> Bool {
        step.note == .spurious || step.note == .timeout
    }

    /// What is told whatever it touches. Of calls, what is done to a lock, and what the finding is about; one that has
    /// neither name nor line is none of the learner's.
    private static func isEnd(_ step: FindingStep, of finding: Finding) -> Bool {
        guard step.action == .call else { return step.action == .fail }
        guard step.note != .create, step.what != nil || step.place != nil else { return false }
        return step.lock != nil || finding.kind == .uncontrolled
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
    private static func core(of finding: Finding) -> Set<Thing> {
        if let race = finding.race {
            return Set(race.filter(finding.steps.indices.contains).compactMap { Thing(finding.steps[$0]) })
        }
        guard finding.waiting.isEmpty else {
            return Set(finding.waiting.filter { $0.action != .join }.compactMap(Thing.init))
        }
        guard let fail = finding.steps.last(where: { $0.action == .fail }) else { return [] }
        // What the failed line touched.
        let touched = finding.steps.filter { step in
            step.thread == fail.thread && step.place == fail.place && [.read, .write].contains(step.action)
        }
        return Set(touched.compactMap(Thing.init)).intersection(shared(in: finding.steps))
    }

    /// What more than one thread touches and not all only read.
    private static func shared(in steps: [FindingStep]) -> Set<Thing> {
        var threads: [Thing: Set<String>] = [:]
        var changed: Set<Thing> = []
        for step in steps {
            guard let thing = Thing(step) else { continue }
            switch step.action {
            case .start, .end, .join, .call, .fail: continue
            case .read: break
            default: changed.insert(thing)
            }
            threads[thing, default: []].insert(step.thread)
        }
        return changed.intersection(threads.filter { $0.value.count > 1 }.keys)
    }

    /// What is written only before the threads that look at it are made: it was handed to them at their birth.
    private static func handedOver(in steps: [FindingStep]) -> Set<Thing> {
        var made: [String: Int] = [:]
        var lastWrite: [Thing: Int] = [:]
        var writers: [Thing: Set<String>] = [:]
        var threads: [Thing: Set<String>] = [:]
        for (index, step) in steps.enumerated() {
            if step.note == .create, let thread = step.what { made[thread] = index }
            guard [.read, .write].contains(step.action), let thing = Thing(step) else { continue }
            threads[thing, default: []].insert(step.thread)
            guard step.isWrite else { continue }
            writers[thing, default: []].insert(step.thread)
            lastWrite[thing] = index
        }
        return Set(
            lastWrite.filter { thing, index in
                guard let writer = writers[thing], writer.count == 1 else { return false }
                let readers = threads[thing, default: []].subtracting(writer)
                return readers.allSatisfy { made[$0].map { $0 > index } ?? false }
            }.keys)
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
