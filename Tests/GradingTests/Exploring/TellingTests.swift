import Foundation
import Testing
import Verdicts

@testable import Grading

@Suite("Findings in names and lines")
struct TellingTests {
    private func told(_ name: String, _ index: Int, source: String, _ symbols: Symbols) throws -> Finding {
        let record = try ExplorationRecordTests.told(name).findings[index]
        let telling = Telling(
            record, symbols: symbols,
            lines: ["p.c": source.split(separator: "\n", omittingEmptySubsequences: false)],
            home: Finding.Place(file: "p.c", line: 1))
        return try #require(telling.finding)
    }

    private func line(_ line: Int, _ column: Int) -> Symbols.Line {
        Symbols.Line(file: "p.c", line: line, column: column)
    }

    private let counter = """
        static int count;
        void *hit(void *x) {
            count++;
            return x;
        }
        int main(void) {
            pthread_create(&t[i], 0, hit, 0);
            pthread_join(t[i], 0);
            assert(count == 2);
        }
        """

    private var counterSymbols: Symbols {
        Symbols(
            lines: [
                0x11a3: line(3, 10), 0x11b7: line(3, 10), 0x122f: line(7, 5), 0x1257: line(8, 5),
                0x126f: line(9, 12), 0x128f: line(9, 5),
            ], variables: [0x4010: Symbols.Variable(name: "count", start: 0x4010, size: 4)])
    }

    @Test("Steps say who did what to which variable, with values and lines")
    func steps() throws {
        let finding = try told("explore-race", 1, source: counter, counterSymbols)
        #expect(finding.kind == .assertion)
        #expect(finding.threads.map(\.name) == ["main", "A", "B"])
        #expect(finding.threads[1].created == Finding.Place(file: "p.c", line: 7))
        let accesses = finding.steps.filter { $0.what == "count" }
        #expect(accesses.map(\.thread) == ["A", "B", "B", "A", "main"])
        #expect(accesses.map(\.action) == [.read, .read, .write, .write, .read])
        #expect(accesses.map(\.value) == ["0", "0", "1", "1", "1"])
        #expect(accesses.map(\.place?.line) == [3, 3, 3, 3, 9])
        #expect(finding.message == "Assertion `count == 2' failed.")
        #expect(finding.signal == 6)
    }

    @Test("No step stands nowhere: one without a place stands where its thread was last seen, or was made")
    func places() throws {
        let finding = try told("explore-race", 1, source: counter, counterSymbols)
        #expect(finding.steps.allSatisfy { $0.place != nil })
        #expect(finding.steps[0].place == Finding.Place(file: "p.c", line: 1))
        #expect(finding.steps.first { $0.action == .start && $0.thread == "A" }?.place?.line == 7)
        #expect(finding.steps.first { $0.action == .end && $0.thread == "B" }?.place?.line == 3)
        // Without any tables at all, too.
        let bare = try told("explore-race", 1, source: counter, Symbols())
        #expect(bare.steps.allSatisfy { $0.place == Finding.Place(file: "p.c", line: 1) })
    }

    @Test("Threads that are made and awaited are named")
    func threads() throws {
        let finding = try told("explore-race", 1, source: counter, counterSymbols)
        #expect(finding.steps.filter { $0.note == .create }.map(\.what) == ["A", "B"])
        #expect(finding.steps.filter { $0.action == .join }.map(\.what) == ["A", "B"])
    }

    @Test("In a deadlock each thread waits for what the other one holds")
    func deadlock() throws {
        let source = """
            pthread_mutex_t locks[2];
            pthread_mutex_lock(&locks[i]);
            pthread_mutex_lock(&locks[1 - i]);
            """
        let symbols = Symbols(
            lines: [0x11a3: line(2, 1), 0x11e3: line(2, 1), 0x11af: line(3, 1), 0x11ef: line(3, 1)],
            variables: [
                0x4040: Symbols.Variable(name: "locks", start: 0x4040, size: 0x80),
                0x4080: Symbols.Variable(name: "locks", start: 0x4040, size: 0x80),
            ])
        let finding = try told("explore-deadlock", 0, source: source, symbols)
        #expect(finding.kind == .deadlock)
        let waiting = finding.waiting.filter { $0.action == .lock }
        #expect(waiting.map(\.thread) == ["A", "B"])
        #expect(waiting.map(\.heldBy) == [["B"], ["A"]])
        #expect(waiting.map(\.lock) == ["locks[1]", "locks[0]"])
        #expect(waiting.map(\.place?.line) == [3, 3])
        #expect(finding.steps.filter { $0.action == .lock }.map(\.lock) == ["locks[0]", "locks[1]"])
        #expect(finding.waiting.first { $0.action == .join }?.heldBy == ["A"])
        #expect(finding.output == "시작\n")
    }

    @Test("Objects of one name are told apart")
    func equalNames() throws {
        let source = "x\n    self.lock.lock()\n    other.lock.lock()"
        let symbols = Symbols(
            lines: [0x11a3: line(2, 15), 0x11e3: line(2, 15), 0x11af: line(3, 16), 0x11ef: line(3, 16)])
        let finding = try told("explore-deadlock", 0, source: source, symbols)
        #expect(Set(finding.waiting.compactMap(\.lock)) == ["lock#1", "lock#2"])
    }

    @Test("A signal that nobody waited for stays a step of its own")
    func lostWakeup() throws {
        let finding = try told("explore-lost-wakeup", 0, source: "x", Symbols())
        #expect(finding.kind == .lostWakeup)
        #expect(finding.steps.contains { $0.action == .signal && $0.note == .lost })
        #expect(finding.waiting.map(\.action) == [.wait])
    }

    @Test("What the explorer does not hold is named")
    func uncontrolled() throws {
        let finding = try told("explore-uncontrolled", 0, source: "x", Symbols())
        #expect(finding.kind == .uncontrolled)
        #expect(finding.call == "read")
        #expect(finding.steps.last?.what == "read")
    }

    @Test(
        "Values are written as a program would print them",
        arguments: [
            (UInt64(0), 8, "0"), (1, 1, "1"), (255, 1, "255"), (0xffff_ffff, 4, "-1"), (.max, 8, "-1"),
            (0x8000_0000, 4, "-2147483648"), (0x7fff_f7a0_1230, 8, "0x7ffff7a01230"),
            (1_000_000, 8, "1000000"),
        ])
    func values(value: UInt64, size: Int, text: String) {
        #expect(StepValues.written(value, size: size) == text)
    }

    // MARK: Values

    /// A record with one variable, touched by two threads.
    private func values(
        _ steps: String, source: String, file: String = "p.swift", name: String
    ) throws -> [String?] {
        let text = """
            {"record":"finding","kind":"assertion","schedule":1,"choices":"0","preemptions":0,"minimum":true,
            "threads":[],"objects":[{"id":0,"kind":"variable","address":"0x10","made":null}],"omitted":0,
            "steps":[\(steps)],"waiting":[],"race":null,"signal":6,"exit":0,"call":null,"output":"","error":""}
            """
        let line = Array(text.replacing("\n", with: " ").utf8)
        guard case .finding(let record) = try ExplorationRecord(line: line) else { return [] }
        let symbols = Symbols(variables: [0x10: Symbols.Variable(name: name, start: 0x10, size: 8)])
        let telling = Telling(
            record, symbols: symbols, lines: [file: source.split(separator: "\n")], home: nil)
        return try #require(telling.finding).steps.map(\.value)
    }

    private func step(
        _ thread: Int, _ action: String, size: Int, value: String? = nil, pointer: Int? = nil
    ) -> String {
        let value = value.map { "\"\($0)\"" } ?? "null"
        return """
            {"thread":\(thread),"action":"\(action)","object":0,"size":\(size),"value":\(value),\
            "pointer":\(pointer.map(String.init) ?? "null"),"pc":null,"note":null,"order":null}
            """
    }

    @Test("Addresses are objects with numbers, nothing is nil, and two equal ones are the same")
    func pointers() throws {
        let steps = [
            step(1, "read", size: 8, value: "0x0"), step(1, "write", size: 8, pointer: 7),
            step(2, "write", size: 8, pointer: 3), step(1, "read", size: 8, pointer: 7),
        ].joined(separator: ",")
        let swift = try values(
            steps, source: "    static var shared: Connection?\n", name: "Connection.shared")
        #expect(swift == ["nil", "객체 1", "객체 2", "객체 1"])
        let c = try values(steps, source: "static struct node *head;\n", file: "p.c", name: "head")
        #expect(c == ["NULL", "객체 1", "객체 2", "객체 1"])
        // What nobody declares as empty is a number.
        #expect(try values(steps, source: "var shared = make()\n", name: "shared").first == "0")
    }

    @Test(
        "A truth value is one where the source says so",
        arguments: [
            ("var ready = false", "p.swift", "ready", "거짓", "참"),
            ("let ready: Bool", "p.swift", "Box.ready", "거짓", "참"),
            ("let ready = Atomic(true)", "p.swift", "ready", "거짓", "참"),
            ("static atomic_bool ready;", "p.c", "ready", "거짓", "참"),
            ("var ready: UInt8 = 0", "p.swift", "ready", "0", "1"),
            ("var already = false", "p.swift", "ready", "0", "1"),
            ("static char ready;", "p.c", "ready", "0", "1"),
        ])
    func truth(source: String, file: String, name: String, no: String, yes: String) throws {
        let steps = [step(1, "read", size: 1, value: "0x0"), step(2, "write", size: 1, value: "0x1")]
        #expect(
            try values(steps.joined(separator: ","), source: source, file: file, name: name) == [no, yes])
    }

    @Test(
        "A symbol's name is the one in the source",
        arguments: [
            ("count", "count"), ("run.count", "count"), ("run.count.3", "count"),
            ("$s4main5totalSivp", "total"), ("$s4main4lockSo6NSLockCvp", "lock"),
            ("$s4main7CounterC5totalSivpZ", "Counter.total"),
            ("$s4main5mutex15Synchronization5MutexVySiGvp", "mutex"),
        ])
    func symbols(symbol: String, name: String) {
        #expect(Symbols.name(of: symbol) == name)
    }
}
