import Foundation
import Testing

/// The JSON documents of the contract, as far as the tests look into them. Decoding fails on anything that is not
/// exactly one document.
struct VerdictDocument: Decodable {
    struct Test: Decodable {
        var name: String
        var title: String
        var status: String
        var message: String?
        var output: String?
    }
    struct Diagnostic: Decodable {
        var file: String?
        var line: Int?
        var column: Int?
        var severity: String
        var message: String
    }
    struct Timing: Decodable {
        var run: Double
        var total: Double
    }
    var schema: Int
    var course: String
    var exercise: String
    var verdict: String
    var score: Double
    var maxScore: Double
    var attempt: Int?
    var counted: Bool
    var recorded: Bool
    var repeated: Bool?
    var tests: [Test]
    var diagnostics: [Diagnostic]
    var timing: Timing
    var cached: [String]
    var sandbox: String

    func status(of test: String) -> String? { tests.first { $0.name == test }?.status }
    var notPassed: Set<String> { Set(tests.filter { $0.status != "passed" }.map(\.name)) }
}

struct ErrorDocument: Decodable {
    struct Content: Decodable {
        var kind: String
        var message: String
        var suggestions: [String]
    }
    var schema: Int
    var error: Content
}

struct ProgressDocument: Decodable {
    struct Exercise: Decodable {
        var exercise: String
        var verdict: String?
        var score: Double
        var maxScore: Double
        var attempts: Int
    }
    var schema: Int
    var course: String
    var score: Double
    var maxScore: Double
    var exercises: [Exercise]

    func exercise(_ slug: String) -> Exercise? { exercises.first { $0.exercise == slug } }
}

struct HistoryDocument: Decodable {
    struct Attempt: Decodable {
        var attempt: Int
        var verdict: String
        var score: Double
        var counted: Bool
        var at: String
    }
    var schema: Int
    var exercise: String
    var attempts: [Attempt]
}

struct ExploreDocument: Decodable, Equatable {
    struct Step: Decodable, Equatable {
        var thread: String
        var action: String
        var what: String?
        var value: String?
        var file: String?
        var line: Int?
        var lock: String?
        var heldBy: String?
    }
    struct Finding: Decodable, Equatable {
        var kind: String
        var title: String
        var handle: String?
        var schedule: Int
        var steps: [Step]
    }
    struct Diagnostic: Decodable, Equatable {
        var file: String?
        var line: Int?
        var severity: String
    }
    var schema: Int
    var schedules: Int
    var exhausted: Bool
    var limited: Int
    var strategy: String
    var seed: Int
    var findings: [Finding]
    var compiled: Bool
    var diagnostics: [Diagnostic]

    func finding(_ kind: String) -> Finding? { findings.first { $0.kind == kind } }
    var kinds: Set<String> { Set(findings.map(\.kind)) }
}

extension SilProcess.Result {
    /// stdout as one JSON document.
    func document<D: Decodable>(
        _ type: D.Type = D.self, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> D {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: output)
        } catch {
            Issue.record("\(type): \(error)\n\(stdout)\n\(stderr)", sourceLocation: sourceLocation)
            throw error
        }
    }

    /// Whether what was said to a person is Korean.
    var speaksKorean: Bool { stderr.contains(#/[가-힣]/#) }
}
