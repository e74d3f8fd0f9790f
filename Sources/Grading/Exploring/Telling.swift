import Verdicts

/// Turns a finding of the explorer's, numbers and offsets, into what a person can follow: names and lines.
struct Telling {
    private let record: FindingRecord
    private let symbols: Symbols
    /// The learner's lines by file name.
    private let lines: [String: [Substring]]
    private let names: ObjectNames
    private let values: StepValues
    /// Where nothing else is known.
    private let home: Finding.Place?

    /// Offsets that the finding needs symbols for.
    static func offsets(of record: FindingRecord) -> (code: Set<UInt64>, data: Set<UInt64>) {
        let code =
            record.steps.compactMap(\.pc) + record.waiting.compactMap(\.pc)
            + record.threads.compactMap(\.created) + record.objects.compactMap(\.made)
        return (Set(code.map(\.ofCall)), Set(record.objects.compactMap { $0.address?.value }))
    }

    /// - Parameter home: the program's first line, for steps of which nothing better is known.
    init(_ record: FindingRecord, symbols: Symbols, lines: [String: [Substring]], home: Finding.Place?) {
        self.record = record
        self.symbols = symbols
        self.lines = lines
        self.home = home
        var words: [Int: [String]] = [:]
        let kinds = Dictionary(
            record.objects.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
        func note(_ object: Int?, _ pc: Offset?) {
            guard let object, let kind = kinds[object],
                let line = pc.flatMap({ symbols.lines[$0.ofCall] }),
                let text = lines[line.file].flatMap({
                    $0.indices.contains(line.line - 1) ? $0[line.line - 1] : nil
                })
            else { return }
            let operand = Operand(line: text)
            let word =
                kind == .variable
                ? operand.variable(at: line.column) : operand.synchronized(at: line.column)
            if let word { words[object, default: []].append(word) }
        }
        for step in record.steps { note(step.object, step.pc) }
        for waiting in record.waiting { note(waiting.object, waiting.pc) }
        names = ObjectNames(of: record, words: words, symbols: symbols)
        values = StepValues(of: record, names: names, lines: lines)
    }

    var finding: Finding? {
        guard let kind = Finding.Kind(rawValue: record.kind) else { return nil }
        return Finding(
            kind: kind, schedule: record.schedule, choices: record.choices, preemptions: record.preemptions,
            isMinimum: record.minimum, orders: record.orders,
            threads: record.threads.map { thread in
                FindingThread(
                    name: name(of: thread.id), created: thread.created.flatMap { location(of: $0) })
            },
            omitted: record.omitted, steps: steps(), waiting: record.waiting.compactMap(waiting),
            race: record.race, message: message,
            signal: record.signal != 0 ? record.signal : nil, output: output, call: record.call)
    }

    private func name(of thread: Int) -> String { FindingThread.name(at: thread) }

    private func location(of pc: Offset) -> Finding.Place? {
        symbols.lines[pc.ofCall].map { Finding.Place(file: $0.file, line: $0.line) }
    }

    // MARK: Steps

    /// A step without a place of its own stands where its thread was last seen, or was made; in a program of which not
    /// all is the learner's it stands nowhere.
    private func steps() -> [FindingStep] {
        var last = Dictionary(
            record.threads.compactMap { thread in
                thread.created.flatMap { location(of: $0) }.map { (thread.id, $0) }
            }, uniquingKeysWith: { first, _ in first })
        return record.steps.map { step in
            let own = step.pc.flatMap { location(of: $0) }
            // Where the test's own check fails is no line of the learner's.
            guard let home else { return told(step, at: isTestsFailure(step) ? nil : own) }
            let place = own ?? last[step.thread] ?? home
            last[step.thread] = place
            return told(step, at: place)
        }
    }

    private func isTestsFailure(_ step: FindingRecord.Step) -> Bool {
        step.action == "fail" && record.kind == "assertion" && record.signal == 0
    }

    private func told(_ step: FindingRecord.Step, at place: Finding.Place?) -> FindingStep {
        let action = FindingStep.Action(rawValue: step.action) ?? .call
        let object = step.object.flatMap { names[$0] }
        let isAccess = action == .read || action == .write
        let other = step.value.flatMap { Int(exactly: $0.value) }.map(name)
        let named = step.note == "create" || action == .join
        // Of a call it is the function that matters; the lock that it is given stands beside it.
        let what = action == .call ? word(of: step, action) ?? object : object ?? word(of: step, action)
        return FindingStep(
            thread: name(of: step.thread), action: action, what: named ? other : what,
            value: isAccess ? values.value(of: step) : nil, place: place,
            lock: isSynchronization(action) || usesDestroyed(step) || (action == .call && !named)
                ? object : nil,
            note: step.note.flatMap { FindingStep.Note(rawValue: $0) })
    }

    private func usesDestroyed(_ step: FindingRecord.Step) -> Bool {
        step.action == "fail" && record.kind == "destroyed_lock"
    }

    private func isSynchronization(_ action: FindingStep.Action) -> Bool {
        switch action {
        case .lock, .unlock, .wait, .wake, .signal: true
        default: false
        }
    }

    /// The function that a step calls, as its line says.
    private func word(of step: FindingRecord.Step, _ action: FindingStep.Action) -> String? {
        guard action == .call || action == .fail else { return nil }
        if action == .call, let call = record.call, record.kind == "uncontrolled" { return call }
        guard let line = step.pc.flatMap({ symbols.lines[$0.ofCall] }),
            let text = lines[line.file].flatMap({
                $0.indices.contains(line.line - 1) ? $0[line.line - 1] : nil
            })
        else { return nil }
        return Operand(line: text).word(at: line.column)
    }

    private func waiting(_ waiting: FindingRecord.Waiting) -> FindingStep? {
        guard let action = FindingStep.Action(rawValue: waiting.action) else { return nil }
        let object = waiting.object.flatMap { names[$0] }
        let holders = waiting.held_by.map(name)
        let last = steps().last { $0.thread == name(of: waiting.thread) }?.place
        return FindingStep(
            thread: name(of: waiting.thread), action: action,
            what: action == .join ? holders.first : object,
            place: waiting.pc.flatMap { location(of: $0) } ?? last ?? home,
            lock: action == .join || isVariable(waiting.object) ? nil : object, heldBy: holders)
    }

    /// A thread may also wait for a variable to change, by looking at it again and again.
    private func isVariable(_ object: Int?) -> Bool {
        record.objects.contains { $0.id == object && ($0.kind == .variable || $0.kind == .atomic) }
    }

    // MARK: Words

    /// The program's last words, without what only the machine needs: `Fatal error: …`, `` Assertion `x' failed. ``
    private var message: String? {
        guard record.kind == "assertion" || record.kind == "crash" else { return nil }
        let words = record.error.split(separator: "\n").last { line in
            ["Assertion", "Fatal error", "Precondition failed", "failed"].contains { line.contains($0) }
        }
        guard let words else { return nil }
        for start in ["Assertion", "Fatal error", "Precondition failed"] {
            if let range = words.firstRange(of: start) {
                return String(words[range.lowerBound...].prefix(300))
            }
        }
        return String(words.prefix(300))
    }

    private var output: String? {
        let all = Wording.withoutStackTrace(record.output + record.error)
        return all.isEmpty ? nil : all
    }
}
