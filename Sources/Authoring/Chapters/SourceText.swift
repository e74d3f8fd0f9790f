import Foundation

/// A text file of a course as an author's editor shows it: lines with numbers, every byte still there.
struct SourceText: Sendable {
    /// Relative to the course.
    let path: String
    /// Without line ends; the first has number 1.
    let lines: [String]
    let bytes: [UInt8]

    static let bytesMax = 2 << 20

    /// nil for what is no regular file, too long, or not UTF-8: loading the course tells of that.
    init?(_ path: String, in root: String) {
        let full = root + "/" + path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: full),
            attributes[.type] as? FileAttributeType == .typeRegular,
            (attributes[.size] as? Int ?? .max) <= Self.bytesMax,
            let data = FileManager.default.contents(atPath: full),
            let text = String(validating: data, as: UTF8.self)
        else { return nil }
        self.path = path
        bytes = Array(data)
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
            var line = String(scalars)
            if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
            return line
        }
    }

    func line(_ number: Int) -> String {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// Where a word stands first, from a line on; the number of the line and the column, both from 1.
    ///
    /// - Parameter isWhole: the word must not be part of a longer name.
    func place(of word: String, from first: Int = 1, isWhole: Bool = false) -> (line: Int, column: Int)? {
        guard !word.isEmpty, first <= lines.count else { return nil }
        for number in max(1, first)...lines.count {
            let line = line(number)
            var start = line.startIndex
            while let range = line.range(of: word, options: .literal, range: start..<line.endIndex) {
                if !isWhole || Self.isAlone(range, in: line) {
                    return (number, line.distance(from: line.startIndex, to: range.lowerBound) + 1)
                }
                start = range.upperBound
            }
        }
        return nil
    }

    private static func isAlone(_ range: Range<String.Index>, in line: String) -> Bool {
        func joins(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character == "-" || character == "_"
        }
        let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
        let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
        return !joins(before) && !joins(after)
    }
}
