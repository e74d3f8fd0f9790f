import GraderKit

/// What `sil` asks for: the record `run`.
struct RunOrder: Equatable {
    /// Paths of the shared objects.
    let learner: String
    let grader: String
    /// Path of the program that `GraderKit.Program` starts, if the exercise has one.
    let program: String?
    /// For all tests together, wall time from here on.
    let seconds: Double
    /// For each test, all its processes together.
    let memoryMB: Int
    /// For each test, threads included.
    let processes: Int
    /// For each test, stdout and stderr together.
    let outputKB: Int
    /// Whether tests may start processes and other programs.
    let mayExecute: Bool
    let mayUseSockets: Bool
    /// Whether tests may open what `/proc` tells of all processes, not only of themselves.
    let readsProc: Bool
    /// Where sampled schedules begin; nil: where they usually do.
    let seed: UInt64?
    /// `Class.method`, in the order to run.
    let tests: [String]
    /// The only schedule that the only test is to run; nil: all that its scenarios ask for.
    let replayed: ReplayedSchedule?

    static let testsMax = 4096
    /// Escaped, and with every byte repaired, output must still fit into one frame.
    static let outputKBMax = 4096

    init(_ record: Record) throws(RecordError) {
        guard record.kind == "run" else {
            throw .unexpected(record: record.kind)
        }
        learner = try record.value("learner")
        grader = try record.value("grader")
        program = try record.optionalValue("program")
        seconds = try Self.number("seconds", of: record, in: 0.001...86_400) { Double($0) }
        memoryMB = try Self.number("memory_mb", of: record, in: 1...1_048_576) { Int($0) }
        processes = try Self.number("processes", of: record, in: 1...32_768) { Int($0) }
        outputKB = try Self.number("output_kb", of: record, in: 1...Self.outputKBMax) { Int($0) }
        mayExecute = try Self.choice("exec", of: record, "yes", "no")
        mayUseSockets = try Self.choice("sockets", of: record, "yes", "no")
        readsProc = try !Self.choice("proc", of: record, "self", "all")
        seed = try record.optionalValue("seed").map { text throws(RecordError) in
            guard let number = UInt64(text) else {
                throw .outOfRange(key: "seed", value: text)
            }
            return number
        }
        tests = record.values("test")
        guard tests.count <= Self.testsMax, Set(tests).count == tests.count else {
            throw .outOfRange(key: "test", value: "\(tests.count)")
        }
        replayed = try record.optionalValue("replay").map { value in
            let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return ReplayedSchedule(
                scenario: parts.count == 2 ? String(parts[1]) : "", choices: String(parts[0]))
        }
        guard replayed == nil || tests.count == 1 else {
            throw .outOfRange(key: "replay", value: "\(tests.count) tests")
        }
        let paths = [("learner", learner), ("grader", grader)] + (program.map { [("program", $0)] } ?? [])
        for (key, path) in paths where !path.hasPrefix("/") {
            throw .outOfRange(key: key, value: path)
        }
    }

    /// Whether the value is the first of two words, which it also is when the key is missing.
    private static func choice(
        _ key: String, of record: Record, _ usual: String, _ other: String
    ) throws(RecordError) -> Bool {
        guard !record.values(key).isEmpty else {
            return true
        }
        let value = try record.value(key)
        guard value == usual || value == other else {
            throw .outOfRange(key: key, value: value)
        }
        return value == usual
    }

    private static func number<Number: Comparable>(
        _ key: String, of record: Record, in range: ClosedRange<Number>, _ parse: (String) -> Number?
    ) throws(RecordError) -> Number {
        let text = try record.value(key)
        guard let number = parse(text), range.contains(number) else {
            throw .outOfRange(key: key, value: text)
        }
        return number
    }
}
