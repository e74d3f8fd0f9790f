import Foundation
import Testing

/// The mutants of a text as `sil-syntax mutate` makes them, each as the whole text that it becomes.
struct MutatedText {
    struct Answer: Decodable {
        struct File: Decodable {
            var file: String
            var parseErrors: Int
            var mutants: [Mutant]
            var omitted: Int
        }
        struct Mutant: Decodable {
            struct Edit: Decodable {
                var offset, removed: Int
                var inserted: String
            }
            var `operator`: String
            var line, column: Int
            var edits: [Edit]
        }
        var version: Int
        var files: [File]
    }

    let source: String
    let file: Answer.File

    init(_ source: String) throws {
        self.source = source
        let answer = try SyntaxProcess(["mutate"], on: source).decoded(as: Answer.self)
        file = try #require(answer.files.first)
    }

    /// What the operator makes of the text, in order.
    func texts(_ kind: String) -> [String] {
        file.mutants.filter { $0.operator == kind }.map(text)
    }

    /// Fails the test where edits overlap or lie outside.
    func text(_ mutant: Answer.Mutant) -> String {
        var bytes = Array(source.utf8)
        var end = bytes.count
        for edit in mutant.edits.reversed() {
            #expect(edit.offset >= 0 && edit.removed >= 0 && edit.offset + edit.removed <= end)
            bytes.replaceSubrange(edit.offset..<edit.offset + edit.removed, with: edit.inserted.utf8)
            end = edit.offset
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What an operator makes of one line of a function.
struct GoldenMutant: CustomTestStringConvertible, Sendable {
    var kind: String
    var source: String
    var mutants: [String]

    init(_ kind: String, _ source: String, _ mutants: String...) {
        (self.kind, self.source, self.mutants) = (kind, source, mutants)
    }

    var testDescription: String { "\(kind): \(source)" }
}
