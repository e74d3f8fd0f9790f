import Foundation
import GRDB

/// A whole history as one JSON document, to move it from machine to machine. Its shape stands in `Docs/json.md`.
struct Archive: Codable {
    static let formatName = "siltarae-progress"
    static let currentVersion = 1
    /// In the order in which a file holds them.
    static let sectionNames = [
        "submissions", "attempts", "sections", "starts", "hints", "quiz_answers", "schedules",
    ]

    var format = Archive.formatName
    var version = Archive.currentVersion
    var submissions: [Submission] = []
    var attempts: [Attempt] = []
    var sections: [Section] = []
    var starts: [Start] = []
    var hints: [Hint] = []
    var quizAnswers: [Answer] = []
    var schedules: [Schedule] = []

    struct Submission: Codable {
        var digest: String
        var files: [File]
    }

    /// Its bytes are in `text` if they are UTF-8, else in `base64`; in neither where they were too many to be kept.
    struct File: Codable {
        var name: String
        var sha256: String
        var size: Int
        var text: String?
        var base64: String?
    }

    struct Attempt: Codable {
        var course: String
        var exercise: String
        var number: Int
        var at: String
        var verdict: String
        var score: Double
        var maxScore: Double
        var counted: Bool
        var seconds: Double
        var grader: String
        var submission: String
        /// The verdict as JSON, byte for byte as it was written down.
        var document: String
    }

    struct Section: Codable {
        var course: String
        var chapter: String
        var section: String
        var at: String
    }

    struct Start: Codable {
        var course: String
        var exercise: String
        var at: String
    }

    struct Hint: Codable {
        var course: String
        var exercise: String
        var number: Int
        var at: String
    }

    struct Answer: Codable {
        var course: String
        var chapter: String
        var quiz: String
        var answer: String
        var isRight: Bool
        var at: String
    }

    struct Schedule: Codable {
        var handle: String
        var files: [String]
        var languageMode: Int
        var strategy: String
        var seed: String
        var toolchain: String
        var course: String?
        var exercise: String?
        /// The finding as JSON, with its choices.
        var finding: String
        var submission: String
        var at: String
    }

    /// One thing of a history.
    enum Record {
        case submission(Submission)
        case attempt(Attempt)
        case section(Section)
        case start(Start)
        case hint(Hint)
        case answer(Answer)
        case schedule(Schedule)
    }

    /// Everything in it, with its place; submissions before what refers to them.
    func forEach(_ body: (Record, _ place: String) throws -> Void) throws {
        func each<Value>(_ name: String, _ values: [Value], _ make: (Value) -> Record) throws {
            for (index, value) in values.enumerated() { try body(make(value), "\(name)[\(index)]") }
        }
        try each("submissions", submissions) { .submission($0) }
        try each("attempts", attempts) { .attempt($0) }
        try each("sections", sections) { .section($0) }
        try each("starts", starts) { .start($0) }
        try each("hints", hints) { .hint($0) }
        try each("quiz_answers", quizAnswers) { .answer($0) }
        try each("schedules", schedules) { .schedule($0) }
    }
}
