import Foundation
import Glibc
import Testing

@Suite("The same seed tells the same")
struct DeterminismTests {
    private static let isLong = ProcessInfo.processInfo.environment["SIL_TEST_LONG"]?.isEmpty == false

    /// C with a condition variable; Swift with dictionaries, chance and time; with Foundation's threads and locks.
    private static let programs = ["condition.c", "once.c", "swift-determinism.swift", "ns-condition.swift"]

    /// Explores again and again: everything told, steps and values of what was found included.
    private func expectSame(_ name: String, repetitions: Int) throws {
        let program = try Fixture.named(name).build(.wrong)
        let first = try Exploration(program, "schedules=100 seed=11")
        #expect(!first.findings.isEmpty)
        for _ in 1..<repetitions {
            let next = try Exploration(program, "schedules=100 seed=11")
            try #require(next.lines == first.lines)
        }
    }

    @Test("Explorations do not differ in a byte: a hundred of C, twenty of Swift", arguments: programs)
    func same(name: String) throws {
        let repetitions = Self.isLong ? 1000 : name.hasSuffix(".c") ? 100 : 20
        try expectSame(name, repetitions: repetitions)
    }

    /// One test for all programs: two would be each other's load.
    @Test("Nor do they while something else keeps every processor busy")
    func sameUnderLoad() throws {
        let load = (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            // A little back, for the sake of the tests that run beside this one; and no longer than they do.
            process.arguments = ["-c", "renice -n 5 $$ >/dev/null; while kill -0 $PPID; do :; done"]
            return process
        }
        for process in load { try process.run() }
        defer {
            for process in load {
                // The thread that started it may block SIGTERM, and then it does too.
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
        }
        for name in Self.programs { try expectSame(name, repetitions: Self.isLong ? 1000 : 5) }
    }

    /// On a busy machine the watchdog may ask a process that has only just begun, is about to end, or is between two
    /// threads.
    @Test(
        "When the watchdog asks changes nothing",
        arguments: [("condition.c", Fixture.Version.wrong), ("mutex.c", .right), ("ns-lock.swift", .right)])
    func asked(name: String, version: Fixture.Version) throws {
        let program = try Fixture.named(name).build(version)
        let first = try Exploration(program, "schedules=300 seed=11")
        let asked = Locked(0)
        let next = try Exploration(program, "schedules=300 seed=11") { process in
            let children = "/proc/\(process)/task/\(process)/children"
            guard let text = try? String(contentsOfFile: children, encoding: .utf8) else { return }
            for child in text.split(separator: " ").compactMap({ pid_t($0) }) {
                for _ in 0..<20 where kill(child, SIGURG) == 0 { asked.withLock { $0 += 1 } }
            }
        }
        #expect(next.lines == first.lines)
        #expect(asked.withLock { $0 } > 0)
    }

    @Test("A way to hand over the right to run changes nothing")
    func switching() throws {
        let program = try Fixture.named("ns-lock.swift").build(.wrong)
        let user = try Exploration(program, "schedules=100 switching=user")
        let futex = try Exploration(program, "schedules=100 switching=futex")
        #expect(user.lines.first != futex.lines.first)
        // Threads lie at other addresses, so that values which are addresses differ.
        func told(_ exploration: Exploration) -> [String] {
            exploration.findings.map { finding in
                "\(finding.kind) \(finding.choices) \(finding.objects) "
                    + finding.steps.map { "\($0.thread) \($0.action) \($0.object ?? -1) \($0.pc ?? "")" }
                    .joined(separator: "\n")
            }
        }
        #expect(told(user) == told(futex))
    }

    @Test("Another seed is another search")
    func seeds() throws {
        let program = try Fixture.named("spurious.c").build(.wrong)
        let found = try (1...4).map { try Exploration(program, "seed=\($0)").findings.last?.schedule }
        #expect(Set(found).count > 1)
    }
}
