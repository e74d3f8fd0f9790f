import Foundation
import Testing

/// A grader as `sil-syntax stage` makes it.
struct StagedText {
    private struct Answer: Decodable {
        struct File: Decodable {
            struct Edit: Decodable {
                var offset, removed: Int
                var inserted: String
            }
            var edits: [Edit]
        }
        var files: [File]
    }

    let texts: [String]

    init(_ graders: String..., module: String = "HeldSum", names: [String] = []) throws {
        let files = graders.enumerated().map { (name: "\($0.offset).swift", text: Data($0.element.utf8)) }
        let process = try SyntaxProcess(
            ["stage", "--module", module, "--names", names.joined(separator: ",")], on: files)
        let answer = try process.decoded(as: Answer.self)
        texts = zip(graders, answer.files).map { grader, file in
            var bytes = Array(grader.utf8)
            for edit in file.edits.reversed() {
                bytes.replaceSubrange(edit.offset..<edit.offset + edit.removed, with: edit.inserted.utf8)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    var text: String { texts[0] }
}
