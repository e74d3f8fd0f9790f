import Foundation
import Testing

/// Docs/coverage.md says where each statement of the text that the course grew from is to be found.
@Suite("Coverage of the seed text")
struct CoverageTableTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The cells of all rows below a heading of columns.
    private static func rows() throws -> [[String]] {
        try String(contentsOf: root.appending(path: "Docs/coverage.md"), encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("| S") }
            .map { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }

    /// Headings by the number of their chapter.
    private static func headings() throws -> [Int: Set<String>] {
        let lessons = root.appending(path: "Lessons")
        var found: [Int: Set<String>] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: lessons.path) {
            guard name.hasSuffix(".md"), let number = Int(name.prefix(2)) else { continue }
            let text = try String(contentsOf: lessons.appending(path: name), encoding: .utf8)
            found[number] = Set(
                text.split(separator: "\n").filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
                    .map { $0.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces) })
        }
        return found
    }

    @Test("Every statement from 1 to 54 has a place")
    func statements() throws {
        let named = try Self.rows().flatMap { $0[0].split(separator: ",") }
            .compactMap { Int($0.trimmingCharacters(in: .whitespaces).dropFirst()) }
        #expect(Set(named) == Set(1...54))
    }

    @Test("Every section that is named is there")
    func sections() throws {
        let headings = try Self.headings()
        for row in try Self.rows() {
            // Of four columns the second says what the statement is, and the sections are chapter 1's.
            let cell = (row.count == 4 ? row[2] : row[1]).replacing(#/ \([^)]*\)/#, with: "")
            for words in cell.components(separatedBy: ", ") {
                let number = Int(words.prefix { $0.isNumber })
                let title = number == nil ? words : String(words.drop { $0.isNumber }.dropFirst())
                #expect(headings[number ?? 1]?.contains(title) == true, "\(row[0]): \(words)")
            }
        }
    }

    @Test("Every exercise that is named is there")
    func exercises() throws {
        for row in try Self.rows() {
            for slug in row[row.count - 1].split(separator: "`").filter({ !$0.contains(",") && $0 != "–" }) {
                let manifest = Self.root.appending(path: "Exercises/\(slug)/exercise.yml")
                #expect(FileManager.default.fileExists(atPath: manifest.path), "\(row[0]): \(slug)")
            }
        }
    }
}
