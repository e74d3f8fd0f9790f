public import Text

/// What changed from one version of some files to another, line by line.
public struct SourceDifference: Sendable {
    private enum Line: Equatable {
        case kept(old: Int, new: Int, String)
        case removed(old: Int, String)
        case added(new: Int, String)

        var isChange: Bool { if case .kept = self { false } else { true } }
    }

    private struct File {
        var name: String
        /// Only those that are shown, runs of them apart by nil.
        var lines: [Line?]
    }

    private var title: String?
    private let files: [File]

    /// Unchanged lines that are shown around a change.
    private static let contextLines = 2
    /// Beyond so many lines of a file it is only said that it changed: the comparison takes time as the square of them.
    private static let linesMax = 5_000

    /// - Parameters: files by their names; one that is on one side only is all new, or all gone.
    public init(from old: [(name: String, text: String)], to new: [(name: String, text: String)]) {
        let before = Dictionary(old.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        files = Set(before.keys).union(after.keys).sorted().compactMap { name in
            guard before[name] != after[name] else { return nil }
            let lines = Self.lines(from: before[name] ?? "", to: after[name] ?? "")
            return File(name: name, lines: Self.withContext(lines))
        }
    }

    public var isEmpty: Bool { files.isEmpty }

    /// The same with what it is between, as its first line.
    public func titled(_ title: String) -> SourceDifference {
        var difference = self
        difference.title = title
        return difference
    }

    private static func lines(of text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func lines(from old: String, to new: String) -> [Line] {
        let (old, new) = (lines(of: old), lines(of: new))
        guard max(old.count, new.count) <= linesMax else { return [] }
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                lines.append(.removed(old: left + 1, String(old[left])))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                lines.append(.added(new: right + 1, String(new[right])))
                right += 1
            } else {
                lines.append(.kept(old: left + 1, new: right + 1, String(new[right])))
                (left, right) = (left + 1, right + 1)
            }
        }
        return lines
    }

    private static func withContext(_ lines: [Line]) -> [Line?] {
        let changes = lines.indices.filter { lines[$0].isChange }
        var shown: [Line?] = []
        var next = 0
        for change in changes {
            let start = max(next, change - contextLines)
            let end = min(lines.count, change + contextLines + 1)
            guard start < end else { continue }
            if start > next, !shown.isEmpty { shown.append(nil) }
            shown += lines[start..<end].map { Line?.some($0) }
            next = end
        }
        return shown
    }

    /// Signs and numbers say what was removed and added; colour repeats it.
    public func lines(width: Int) -> [StyledLine] {
        var lines = title.map { StyledLine($0, .bold).wrapped(in: width, indent: 1) } ?? []
        guard !files.isEmpty else { return lines + StyledLine("바뀐 것이 없음.").wrapped(in: width, indent: 2) }
        for file in files {
            lines.append(StyledLine())
            lines += StyledLine(file.name, .bold).wrapped(in: width, indent: 2)
            if file.lines.isEmpty { lines += StyledLine("너무 길어 비교하지 않음.").wrapped(in: width, indent: 2) }
            for line in file.lines { lines += Self.shown(line, width: width) }
        }
        return lines
    }

    private static func shown(_ line: Line?, width: Int) -> [StyledLine] {
        let parts: (sign: String, number: Int, text: String, style: Style)? =
            switch line {
            case .kept(_, let new, let text)?: (" ", new, text, .dim)
            case .removed(let old, let text)?: ("-", old, text, .color(.red))
            case .added(let new, let text)?: ("+", new, text, .color(.green))
            case nil: nil
            }
        guard let parts else { return [StyledLine("  …", .dim)] }
        let margin = "  \(parts.sign)\(String(parts.number).padded(to: 4, .right)) "
        let text = parts.text.split(separator: "\t", omittingEmptySubsequences: false).joined(
            separator: "    ")
        return StyledLine(text, parts.style).folded(to: max(8, width - margin.cells)).enumerated().map {
            let blanks = String(repeating: " ", count: margin.cells)
            return StyledLine($0 == 0 ? margin : blanks, parts.style) + $1
        }
    }
}
