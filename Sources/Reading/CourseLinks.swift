public import Course

/// Where the links of a chapter lead: to a section of the course, to a file of it, or away.
public struct CourseLinks: Sendable {
    /// A chapter, or a section of it.
    public struct Place: Sendable, Hashable {
        /// As `Chapter.name`.
        public var chapter: String
        public var anchor: String?

        public init(chapter: String, anchor: String? = nil) {
            self.chapter = chapter
            self.anchor = anchor
        }
    }

    enum Target: Equatable {
        /// What is typed to read it, and the file with the anchor behind `#`.
        case place(Place, command: String, address: String)
        /// Path in the course, and the address of the file.
        case file(path: String, address: String)
        case away
    }

    private struct Entry: Sendable {
        /// What names the chapter in a command: its number, or its name where the number is not its own.
        var reference: String
        var anchors: [String]
    }

    private let root: String
    private let current: String
    private let chapters: [String: Entry]

    /// - Parameter chapter: the one whose links these are.
    public init(of chapter: Chapter, in course: Course) {
        root = course.root
        current = chapter.name
        let counts = Dictionary(course.chapters.map { ($0.number, 1) }, uniquingKeysWith: +)
        let entries = course.chapters.map { chapter in
            let isAlone = counts[chapter.number] == 1
            return (
                chapter.name,
                Entry(
                    reference: isAlone ? String(chapter.number) : chapter.slug,
                    anchors: chapter.sections.map(\.anchor))
            )
        }
        chapters = Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }

    /// The place in the course that the address of a link, as `target(of:)` gives it, leads to.
    public func place(at address: String) -> Place? {
        let prefix = Self.address(of: root + "/Lessons/")
        guard address.hasPrefix(prefix),
            case .place(let place, _, _) = target(of: String(address.dropFirst(prefix.count)))
        else { return nil }
        return place
    }

    /// - Parameter destination: as it stands in the chapter.
    func target(of destination: String) -> Target {
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = Self.decoded(parts.first ?? "")
        guard !file.hasPrefix("/"), !file.contains(":") else { return .away }
        let anchor = parts.count > 1 ? Self.decoded(parts[1]) : nil
        let name = file.isEmpty ? current : file.hasSuffix(".md") ? String(file.dropLast(3)) : nil
        if let name, let entry = chapters[name] {
            // Composed and decomposed Hangul are equal here.
            let known = anchor.flatMap { anchor in entry.anchors.first { $0 == anchor.lowercased() } }
            let suffix = known.map { "#" + $0 } ?? ""
            return .place(
                Place(chapter: name, anchor: known), command: "sil read \(entry.reference)\(suffix)",
                address: Self.address(of: "\(root)/Lessons/\(name).md") + suffix)
        }
        guard !file.isEmpty, let path = Self.joined("Lessons", file) else { return .away }
        return .file(path: path, address: Self.address(of: "\(root)/\(path)"))
    }

    /// The path without `.` and `..`; nil when it leads out of the course.
    private static func joined(_ folder: String, _ path: String) -> String? {
        var parts = [Substring(folder)]
        for part in path.split(separator: "/") where part != "." {
            guard part == ".." else {
                parts.append(part)
                continue
            }
            guard parts.popLast() != nil else { return nil }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    private static func address(of path: String) -> String { "file://" + path }

    /// Percent-encoded bytes as what they stand for; what is no UTF-8 then stays as it is written.
    private static func decoded(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }
}
