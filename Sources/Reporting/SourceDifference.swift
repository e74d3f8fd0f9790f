public import Text

/// What changed from one version of some files to another, line by line.
public struct SourceDifference: Sendable {
    enum Line: Equatable {
        case kept(old: Int, new: Int, String)
        case removed(old: Int, String)
        case added(new: Int, String)

        var isChange: Bool { if case .kept = self { false } else { true } }
    }

    struct File {
        enum Change: String { case added, removed, changed }

        var name: String
        var change: Change
        /// Only those that are shown, runs of them apart by nil.
        var lines: [Line?]
        /// It was not compared line by line.
        var isTooLong: Bool

        var added: Int { lines.count { if case .added? = $0 { true } else { false } } }
        var removed: Int { lines.count { if case .removed? = $0 { true } else { false } } }
    }

    private var title: String?
    let files: [File]

    /// Unchanged lines that are shown around a change.
    private static let contextLines = 2
    /// Beyond so many lines between the first change and the last it is only said that a file changed: the comparison
    /// takes time and memory as the square of them.
    private static let linesMax = 2_000

    /// - Parameters: files by their names; one that is on one side only is all new, or all gone.
    public init(from old: [(name: String, text: String)], to new: [(name: String, text: String)]) {
        let before = Dictionary(old.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        files = Set(before.keys).union(after.keys).sorted().compactMap { name in
            let (old, new) = (before[name], after[name])
            // By bytes: strings that are canonically equal are one to Swift, and two to a compiler.
            guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return nil }
            let lines = Self.lines(from: old ?? "", to: new ?? "")
            return File(
                name: name, change: old == nil ? .added : new == nil ? .removed : .changed,
                lines: Self.withContext(lines ?? []), isTooLong: lines == nil)
        }
    }

    public var isEmpty: Bool { files.isEmpty }

    /// The same with what it is between, as its first line.
    public func titled(_ title: String) -> SourceDifference {
        var difference = self
        difference.title = title
        return difference
    }

    /// Parted at line feeds only: to Swift CR and LF are one character, and a file full of them one line.
    private static func lines(of text: String) -> [String] {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// nil for files that are too long, or differ in too much, to be compared.
    private static func lines(from old: String, to new: String) -> [Line]? {
        let (old, new) = (lines(of: old), lines(of: new))
        let start = zip(old, new).prefix { same($0, $1) }.count
        let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed()).prefix {
            same($0, $1)
        }
        .count
        let (oldMiddle, newMiddle) = (old[start..<old.count - end], new[start..<new.count - end])
        guard max(oldMiddle.count, newMiddle.count) <= linesMax else { return nil }
        let difference = newMiddle.difference(from: oldMiddle, by: same)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(start + offset)
            case .insert(let offset, _, _): inserted.insert(start + offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                lines.append(.removed(old: left + 1, old[left]))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                lines.append(.added(new: right + 1, new[right]))
                right += 1
            } else {
                lines.append(.kept(old: left + 1, new: right + 1, new[right]))
                (left, right) = (left + 1, right + 1)
            }
        }
        return lines
    }

    private static func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

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
            if file.lines.isEmpty { lines += Self.remark(on: file).wrapped(in: width, indent: 2) }
            for line in file.lines { lines += Self.shown(line, width: width) }
        }
        return lines
    }

    /// What is said of a file that changed and of which no line is shown.
    private static func remark(on file: File) -> StyledLine {
        if file.isTooLong { return "너무 길어 비교하지 않음." }
        return file.change == .changed ? "마지막 줄바꿈만 다름." : "빈 파일임."
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
        let text = parts.text.replacing("\t", with: "    ").replacing("\r", with: "␍")
        return StyledLine(text, parts.style).folded(to: max(8, width - margin.cells)).enumerated().map {
            let blanks = String(repeating: " ", count: margin.cells)
            return StyledLine($0 == 0 ? margin : blanks, parts.style) + $1
        }
    }
}
