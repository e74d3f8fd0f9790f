import Progress
import Reporting
import Verdicts

/// Findings as the explorer tells them.
enum FindingSamples {
    static func place(_ line: Int) -> Finding.Place { Finding.Place(file: "counter.c", line: line) }

    static func step(
        _ thread: String, _ action: FindingStep.Action, _ what: String? = nil, _ value: String? = nil,
        at line: Int,
        lock: String? = nil, heldBy: [String] = [], note: FindingStep.Note? = nil
    ) -> FindingStep {
        FindingStep(
            thread: thread, action: action, what: what, value: value, place: place(line), lock: lock,
            heldBy: heldBy, note: note)
    }

    static let counter = SubmissionSource(files: [
        (
            name: "counter.c",
            bytes: Array(
                """
                #include <assert.h>
                #include <pthread.h>
                static int count;
                static void *hit(void *unused) {
                    count++;
                    return unused;
                }
                int main(void) {
                    pthread_t first, second;
                    pthread_create(&first, NULL, hit, NULL);
                    pthread_create(&second, NULL, hit, NULL);
                    pthread_join(first, NULL);
                    pthread_join(second, NULL);
                    assert(count == 2);
                }
                """.utf8)
        )
    ])

    static let threads = [
        FindingThread(name: "main"), FindingThread(name: "A", created: place(10)),
        FindingThread(name: "B", created: place(11)),
    ]

    static let lostUpdate = Finding(
        kind: .assertion, handle: "7k2f", schedule: 3, preemptions: 1, threads: threads,
        steps: [
            step("main", .start, at: 1), step("main", .call, "A", at: 10, note: .create),
            step("A", .start, at: 10), step("main", .call, "B", at: 11, note: .create),
            step("A", .read, "count", "0", at: 5), step("B", .start, at: 11),
            step("B", .read, "count", "0", at: 5), step("B", .write, "count", "1", at: 5),
            step("B", .end, at: 5), step("A", .write, "count", "1", at: 5), step("A", .end, at: 5),
            step("main", .join, "A", at: 12), step("main", .join, "B", at: 13),
            step("main", .read, "count", "1", at: 14), step("main", .fail, "assert", at: 14),
        ], message: "Assertion `count == 2' failed.", signal: 6)

    static let dataRace = Finding(
        kind: .dataRace, handle: "0a1b", schedule: 1, threads: threads, omitted: 4,
        steps: [
            step("A", .read, "count", "0", at: 5), step("A", .write, "count", "1", at: 5),
            step("B", .read, "count", "1", at: 5),
        ], race: [1, 2])

    static let deadlock = Finding(
        kind: .deadlock, handle: "03qd", schedule: 2, threads: threads,
        steps: [
            step("A", .lock, "accounts[0]", at: 5, lock: "accounts[0]"),
            step("B", .lock, "accounts[1]", at: 5, lock: "accounts[1]"),
        ],
        waiting: [
            step("main", .join, "A", at: 12, heldBy: ["A"]),
            step("A", .lock, "accounts[1]", at: 6, lock: "accounts[1]", heldBy: ["B"]),
            step("B", .lock, "accounts[0]", at: 6, lock: "accounts[0]", heldBy: ["A"]),
        ])

    static let lostWakeup = Finding(
        kind: .lostWakeup, schedule: 4, threads: Array(threads.prefix(2)),
        steps: [
            step("A", .lock, "m", at: 4, lock: "m"),
            step("A", .signal, "ready", at: 5, lock: "ready", note: .lost),
            step("A", .unlock, "m", at: 6, lock: "m"), step("main", .lock, "m", at: 11, lock: "m"),
            step("main", .wait, "ready", at: 12, lock: "ready"),
        ], waiting: [step("main", .wait, "ready", at: 12, lock: "ready")])

    static let uncontrolled = Finding(
        kind: .uncontrolled, schedule: 1, threads: Array(threads.prefix(1)),
        steps: [step("main", .start, at: 1), step("main", .call, "read", at: 9)], call: "read")

    static func report(_ findings: [Finding], schedules: Int = 3) -> ExplorationReport {
        var report = ExplorationReport(strategy: "mix", seed: 1, source: counter)
        report.schedules = schedules
        report.findings = findings
        report.seconds = 0.41
        return report
    }

    static var doesNotCompile: ExplorationReport {
        var report = ExplorationReport(strategy: "mix", seed: 1, source: counter)
        report.isCompiled = false
        report.diagnostics = [
            Diagnostic(
                file: "counter.c", line: 5, column: 5, severity: .error,
                message: "use of undeclared identifier 'count'")
        ]
        report.compilerOutput = "counter.c:5:5: error: use of undeclared identifier 'count'\n"
        report.seconds = 0.2
        return report
    }
}
