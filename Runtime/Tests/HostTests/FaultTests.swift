import Foundation
import Testing

@testable import HostCore

/// When the host cannot go on, it says why, once, and ends with 70.
@Suite(.serialized) struct FaultTests {
    private func fault(_ order: Record) throws -> String {
        let outcome = try HostProcess().run(order)
        let faults = outcome.records.filter { $0.kind == "fault" }
        #expect(outcome.exitCode == 70)
        #expect(faults.count == 1)
        #expect(outcome.records.last?.kind == "fault")
        return try faults.first?.value("what") ?? ""
    }

    private func changed(_ order: Record, _ key: String, _ value: String?) -> Record {
        var copy = Record(order.kind)
        for field in order.fields where field.key != key { copy.add(field.key, field.value) }
        if let value { copy.add(key, value) }
        return copy
    }

    @Test("A learner's library that does not load")
    func learner() throws {
        let job = try Job.mode6.get()
        let order = HostProcess.order(["RightTests.testSum", "RightTests.testAsync"], job: job)
        // The grader's library alone binds to names that nobody defines.
        let what = try fault(changed(order, "learner", job.grader.path))
        #expect(what.hasPrefix("learner: ") && what.contains("undefined symbol"), "\(what)")
    }

    @Test("A learner's library that is none")
    func noLibrary() throws {
        let order = HostProcess.order(["RightTests.testSum"], job: try Job.mode6.get())
        let what = try fault(changed(order, "learner", "/etc/passwd"))
        #expect(what.hasPrefix("learner: /etc/passwd: not a shared object"), "\(what)")
    }

    @Test("A grader's library without an entry")
    func grader() throws {
        let job = try Job.mode6.get()
        let order = HostProcess.order(["RightTests.testSum"], job: job)
        let what = try fault(changed(order, "grader", job.learner.path))
        #expect(what.hasPrefix("grader: ") && what.contains("sil_entries"), "\(what)")
    }

    @Test("A test that the grader does not have")
    func unknownTest() throws {
        let what = try fault(HostProcess.order(["RightTests.testNothing"], job: try Job.mode6.get()))
        #expect(what.hasPrefix("entry: RightTests.testNothing"), "\(what)")
    }

    @Test("A path that is not there")
    func missingFile() throws {
        let order = HostProcess.order([], job: try Job.mode6.get())
        #expect(
            try fault(changed(order, "grader", "/nowhere/grader.so")).hasPrefix("grader: /nowhere/grader.so"))
    }

    @Test(
        "An order out of its limits",
        arguments: [
            ("seconds", "0"), ("seconds", "nan"), ("memory_mb", "-1"), ("processes", "many"),
            ("output_kb", "5000"),
            ("learner", "relative.so"), ("output_kb", nil), ("exec", "maybe"), ("proc", "some"),
        ])
    func order(key: String, value: String?) throws {
        let order = HostProcess.order([], job: try Job.mode6.get())
        #expect(try fault(changed(order, key, value)).hasPrefix("order: "))
    }

    @Test("No tests are no fault: opened, done with 0")
    func empty() throws {
        let outcome = try HostProcess.run([])
        #expect(outcome.records.map(\.kind) == ["hello", "opened", "done"])
        #expect(outcome.exitCode == 0)
    }
}
