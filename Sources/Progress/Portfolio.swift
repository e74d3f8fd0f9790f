import Foundation

/// What a learner reached in a course, to be handed on: all that a teacher who has no store can look at.
public struct Portfolio: Codable, Sendable, Equatable {
    /// The course's id and title.
    public var course: String
    public var title: String
    /// Who it is of, as they say themselves.
    public var name: String?
    /// ISO 8601 in UTC, as all times of it.
    public var madeAt: String
    /// What made it: `sil 0.1.0`.
    public var tool: String
    public var score: Double
    public var maxScore: Double
    /// Of the `exercises` that the course had then, how many were passed.
    public var passed: Int
    public var exercises: Int
    /// Those that something was handed in for, in the order of the course.
    public var results: [Result]

    /// How an exercise stands.
    public struct Result: Codable, Sendable, Equatable {
        /// Its slug and title.
        public var exercise: String
        public var title: String
        /// `passed` once and for ever, else that of the last attempt.
        public var verdict: String
        public var score: Double
        public var maxScore: Double
        /// Those that count, and those up to the first pass.
        public var attempts: Int
        public var attemptsToPass: Int?
        public var hintsTaken: Int
        /// The least that it was.
        public var seconds: Int
        public var lastAt: String?
        /// The attempt that passed first; nil where none did.
        public var pass: Pass?
    }

    /// The attempt that passed an exercise first.
    public struct Pass: Codable, Sendable, Equatable {
        public var attempt: Int
        public var at: String
        /// Names its grader: a hash over its sources, the manifest and the toolchain.
        public var grader: String
        /// Names its files together, as an archive does.
        public var submission: String
        public var files: [File]
    }

    public struct File: Codable, Sendable, Equatable {
        public var name: String
        /// In hexadecimal, as `sha256sum` prints it.
        public var sha256: String
    }

}

extension Portfolio {
    /// As JSON, in one line.
    public func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// - Throws: `PortfolioError.unreadable`
    public init(text: String) throws(PortfolioError) {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let portfolio = try? decoder.decode(Self.self, from: Data(text.utf8)) else { throw .unreadable }
        self = portfolio
    }
}

/// Why there is no portfolio.
public enum PortfolioError: Error, Sendable, Equatable {
    /// Nothing was handed in yet.
    case empty
    /// What was signed is no portfolio that this `sil` can read.
    case unreadable
    /// The file of the installation's secret holds something else. It stays as it is.
    case damagedKey(path: String)
}
