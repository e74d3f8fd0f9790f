import Grading

/// What a change does to the lines of a file, as a person reads it.
public struct LineChange: Sendable, Equatable {
    /// 1-based, of the first line that differs.
    public var line: Int
    /// The lines that are gone or changed, without blanks around them.
    public var before: [String]
    /// What stands there instead; empty lines are left out.
    public var after: [String]

    /// Between two texts that differ in one place: what their beginnings and ends share is left out.
    init(from old: [UInt8], to new: [UInt8]) {
        let (old, new) = (Self.lines(old), Self.lines(new))
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var end = 0
        while end < min(old.count, new.count) - start,
            old[old.count - 1 - end] == new[new.count - 1 - end]
        {
            end += 1
        }
        line = start + 1
        before = old[start..<(old.count - end)].map(Self.trimmed)
        after = new[start..<(new.count - end)].map(Self.trimmed).filter { !$0.isEmpty }
    }

    /// As the lines of a diff.
    public var lines: [String] { before.filter { !$0.isEmpty }.map { "- " + $0 } + after.map { "+ " + $0 } }

    private static func lines(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    static func trimmed(_ line: some StringProtocol) -> String {
        let start = line.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
