import Foundation
import Verdicts

/// What an explored program tells (`Docs/records.md`, "An exploration").
enum ExplorationRecord: Equatable, Sendable {
    case begin(Begin)
    /// Schedules that are done, and how many of them were cut at a limit.
    case progress(schedules: Int, limited: Int)
    case finding(FindingRecord)
    case end(End)
    /// The machine or the runtime cannot go on.
    case fault(what: String)

    struct Begin: Decodable, Equatable, Sendable {
        var format: Int
        var strategy: String
        var seed: UInt64
        var schedules_max: Int
        var switching: String
    }

    struct End: Decodable, Equatable, Sendable {
        enum Reason: String, Decodable, Sendable {
            case finding, budget, exhausted, time
            /// A search in order has run what it allows itself; there are more schedules.
            case bound
            /// All schedules were cut at a limit: further ones would be too.
            case limits
        }
        var schedules: Int
        var exhausted: Bool
        var ended: Reason
        /// Schedules that were cut at a limit of the engine and say nothing.
        var limited: Int
        var steps_max: Int
        var threads_max: Int
    }

    /// The longest line, in bytes.
    static let maximumBytes = 1 << 20

    /// - Parameter line: without its line end.
    /// - Throws: `DecodingError` for what is no record.
    init(line: [UInt8]) throws {
        struct Head: Decodable { var record: String }
        struct Progress: Decodable {
            var schedules: Int
            var limited: Int
        }
        struct Fault: Decodable { var what: String }
        let data = Data(line)
        let decoder = JSONDecoder()
        switch try decoder.decode(Head.self, from: data).record {
        case "begin": self = .begin(try decoder.decode(Begin.self, from: data))
        case "progress":
            let progress = try decoder.decode(Progress.self, from: data)
            self = .progress(schedules: progress.schedules, limited: progress.limited)
        case "finding": self = .finding(try decoder.decode(FindingRecord.self, from: data))
        case "end": self = .end(try decoder.decode(End.self, from: data))
        case "fault": self = .fault(what: try decoder.decode(Fault.self, from: data).what)
        case let other:
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "record: \(other)"))
        }
    }
}

/// A finding in the explorer's own terms: numbers of threads and objects, offsets in the program's image.
struct FindingRecord: Decodable, Equatable, Sendable {
    struct Thread: Decodable, Equatable, Sendable {
        var id: Int
        var start: Offset?
        var created: Offset?
    }

    struct Object: Decodable, Equatable, Sendable {
        enum Kind: String, Decodable, Sendable {
            case mutex
            case recursive_mutex
            case spin, rwlock, condition, semaphore, barrier, once
            case swift_mutex
            case atomic, variable
        }
        var id: Int
        var kind: Kind
        var address: Offset?
        var made: Offset?
    }

    struct Step: Decodable, Equatable, Sendable {
        var thread: Int
        var action: String
        var object: Int?
        var size: Int
        var value: Offset?
        /// Instead of a value that is an address: the same number for the same address.
        var pointer: Int?
        var pc: Offset?
        var note: String?
        var order: String?
    }

    struct Waiting: Decodable, Equatable, Sendable {
        var thread: Int
        var action: String
        var object: Int?
        var held_by: [Int]
        var pc: Offset?
    }

    var kind: String
    var schedule: Int
    var choices: String
    var preemptions: Int
    var minimum: Bool
    /// Not in the line itself: a host tells it behind it.
    var orders: Finding.Orders?
    var threads: [Thread]
    var objects: [Object]
    var omitted: Int
    var steps: [Step]
    var waiting: [Waiting]
    var race: [Int]?
    var signal: Int32
    var exit: Int32
    var call: String?
    var output: String
    var error: String
}

/// A number that is written as a string in hexadecimal: JSON's own lose digits beyond 2⁵³.
struct Offset: Decodable, Hashable, Sendable {
    var value: UInt64

    init(_ value: UInt64) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.hasPrefix("0x"), let value = UInt64(text.dropFirst(2), radix: 16) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "number: \(text)")
        }
        self.value = value
    }

    /// The instruction that a return address speaks of lies before it.
    var ofCall: UInt64 { value > 0 ? value - 1 : 0 }
}
