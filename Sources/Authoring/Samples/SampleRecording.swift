public import Course
public import Grading

/// Writes under the explored programs of a page what is found in them now. What a page says that a program prints is its
/// author's to write; the steps of a finding are nobody's to type.
public struct SampleRecording: Sendable {
    private let samples: ChapterSamples

    /// - Parameter writing: how findings are written.
    public init(writing: FindingWriting) { samples = ChapterSamples(writing: writing) }

    /// The text of a chapter's file with each finding as it is now. The first line of an output chooses among several: what
    /// is of that kind, else what a person would be shown first. A program that does not compile keeps what is written.
    ///
    /// - Parameter text: of the file that `chapter` was read from, with its front matter.
    public func recorded(_ text: String, of chapter: Chapter, by instruments: Instruments) async throws
        -> String
    {
        var outputs: [(sample: Sample, lines: [String])] = []
        for check in samples.checks(of: chapter) where check.sample.kind.use == .explore {
            guard let lines = try await check.finding(by: instruments) else { continue }
            outputs.append((check.sample, lines))
        }
        return Self.text(text, with: outputs)
    }

    /// The text with other lines in the outputs of some of its programs; those without an output are left alone.
    static func text(_ text: String, with outputs: [(sample: Sample, lines: [String])]) -> String {
        var lines = text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map(String.init)
        let placed = outputs.compactMap { output in output.sample.outputPlace.map { ($0, output.lines) } }
        // From the end, so that the lines above keep their numbers.
        for (place, new) in placed.sorted(by: { $0.0.line > $1.0.line }) {
            guard lines.indices.contains(place.line - 1),
                let closing = closingFence(of: place, in: lines)
            else { continue }
            let margin = margin(of: lines[place.line - 1], to: place.column)
            lines.replaceSubrange(
                place.line..<closing, with: new.map { $0.isEmpty ? trimmed(margin) : margin + $0 })
        }
        return lines.joined(separator: "\n")
    }

    /// The index of the line that ends the block; nil where only the end of the text does.
    private static func closingFence(of place: Sample.Place, in lines: [String]) -> Int? {
        let opening = lines[place.line - 1].utf8.dropFirst(place.column - 1)
        guard let mark = opening.first else { return nil }
        let length = opening.prefix { $0 == mark }.count
        return lines.indices.dropFirst(place.line).first { index in
            let content = lines[index].drop { $0 == " " || $0 == ">" }
            return content.utf8.prefix { $0 == mark }.count >= length
                && content.utf8.drop { $0 == mark }.allSatisfy { $0 == UInt8(ascii: " ") }
        }
    }

    /// What stands before the block in each of its lines: the marks of quotes, and blanks for all else.
    private static func margin(of line: String, to column: Int) -> String {
        String(line.utf8.prefix(column - 1).map { $0 == UInt8(ascii: ">") ? ">" : " " })
    }

    private static func trimmed(_ margin: String) -> String {
        String(margin.reversed().drop { $0 == " " }.reversed())
    }
}
