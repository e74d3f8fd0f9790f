import Testing

@testable import HostCore

/// The key `program` of a record `run`.
@Suite("An order with a program")
struct OrderTests {
    private func order(_ programs: String...) -> Record {
        var order = Record("run")
        for (key, value) in [("learner", "/job/learner.so"), ("grader", "/job/grader.so")] {
            order.add(key, value)
        }
        for program in programs { order.add("program", program) }
        for (key, value) in [("seconds", 1), ("memory_mb", 1), ("processes", 1), ("output_kb", 1)] {
            order.add(key, value)
        }
        return order
    }

    @Test("It may be left out")
    func optional() throws {
        #expect(try RunOrder(order()).program == nil)
        #expect(try RunOrder(order("/job/program")).program == "/job/program")
    }

    @Test("It is one absolute path")
    func strict() {
        #expect(throws: RecordError.outOfRange(key: "program", value: "program")) {
            try RunOrder(order("program"))
        }
        #expect(throws: RecordError.notOnce(key: "program", record: "run")) {
            try RunOrder(order("/a", "/b"))
        }
    }
}
