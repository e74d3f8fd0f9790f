import Verdicts

/// The steps of a finding that explain it: what is left when everything is gone that each thread does for itself.
struct Story {
    struct Line: Equatable {
        var step: FindingStep
        /// How often it is done in a row.
        var count = 1
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
        let isEnd: (FindingStep) -> Bool = { step in
            // Of calls, what is done to a lock, and what the finding is about.
            let isCall = step.action == .call && step.note != .create
            return step.action == .fail || isCall && (step.lock != nil || finding.kind == .uncontrolled)
        }
        func told(_ isTold: (FindingStep, Thing) -> Bool) -> [Line] {
            Self.folded(
                steps.filter { step in isEnd(step) || Thing(step).map { isTold(step, $0) } == true })
        }
        // Everything that is shared; if that is too much, what the finding is about and how threads slept and woke.
        let all = told { shared.contains($1) }
        let some = told { step, thing in
            core.contains(thing) || [.wait, .wake, .signal].contains(step.action) && shared.contains(thing)
        }
        let few = told { core.contains($1) }
        let chosen = core.isEmpty ? all : [all, some, few].first { $0.count <= Self.linesMax } ?? few
        // Threads that go round in circles do the same again and again.
        var lines = Array(chosen.suffix(finding.kind == .livelock ? Self.linesMax / 2 : Self.linesMax))
        // The first access of a race may lie far back.
        if let first = finding.race?.first, steps.indices.contains(first) {
            let line = Line(step: steps[first])
            if !lines.contains(where: { $0.step == line.step }) { lines.insert(line, at: 0) }
        }
        self.lines = lines
        hidden = finding.omitted + steps.count - lines.reduce(0) { $0 + $1.count }
        let things = Set(lines.filter { !isEnd($0.step) }.compactMap(\.step.what))
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
    private static func folded(_ steps: [FindingStep]) -> [Line] {
        steps.reduce(into: []) { lines, step in
            if lines.last?.step == step {
                lines[lines.count - 1].count += 1
            } else {
                lines.append(Line(step: step))
            }
        }
    }
}
