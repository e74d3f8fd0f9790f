/// What a read saw or a write left, as a person would say it: numbers, truth values, `nil`, and objects by numbers, because an
/// address says nothing to anybody.
struct StepValues {
    /// What the source says a variable is.
    enum Declared: Equatable {
        case truth
        /// What it holds when it holds nothing: `nil` of Swift, `NULL` of C.
        case reference(empty: String)
        case unknown
    }

    private let declared: [Int: Declared]
    /// The widest access to each object, in bytes.
    private let widths: [Int: Int]
    /// Numbers of addresses by what the record calls them, in the order in which the steps first show them.
    private let labels: [Int: Int]

    /// - Parameter lines: the learner's, by file name.
    init(of record: FindingRecord, names: ObjectNames, lines: [String: [Substring]]) {
        widths = Dictionary(
            record.steps.compactMap { step in step.object.map { ($0, step.size) } }, uniquingKeysWith: max)
        declared = record.objects.reduce(into: [:]) { declared, object in
            if let name = names[object.id] { declared[object.id] = Self.declared(name, in: lines) }
        }
        let threads = record.steps.reduce(into: [Int: Set<Int>]()) { threads, step in
            if let object = step.object { threads[object, default: []].insert(step.thread) }
        }
        let written = Set(record.steps.filter { $0.action == "write" && $0.thread > 0 }.compactMap(\.object))
        // What several threads see and change comes first: the rest is seldom shown.
        let (seen, others) = record.steps.filter { $0.pointer != nil }.partitioned { step in
            step.object.map { threads[$0, default: []].count > 1 && written.contains($0) } == true
        }
        labels = (seen + others).reduce(into: [:]) { labels, step in
            if let pointer = step.pointer, labels[pointer] == nil { labels[pointer] = labels.count + 1 }
        }
    }

    /// The value of an access; nil where there is none that means anything.
    func value(of step: FindingRecord.Step) -> String? {
        // One byte stands for a whole variable that a call changes in a way that nobody sees.
        let isPart = step.size == 1 && step.object.map { widths[$0, default: 1] > 1 } == true
        guard !isPart else { return nil }
        if let pointer = step.pointer { return labels[pointer].map { "객체 \($0)" } }
        guard let value = step.value?.value else { return nil }
        switch step.object.flatMap({ declared[$0] }) ?? .unknown {
        case .truth where step.size == 1 && value <= 1: return value == 1 ? "참" : "거짓"
        case .reference(let empty) where step.size == 8 && value == 0: return empty
        default: return Self.written(value, size: step.size)
        }
    }

    /// A value as the program would print it: small negative numbers with their sign, addresses in hexadecimal.
    static func written(_ value: UInt64, size: Int) -> String {
        let bits = UInt64(min(8, max(1, size))) * 8
        let sign = UInt64(1) << (bits - 1)
        if size >= 4, value & sign != 0 {
            let extended = bits == 64 ? value : value | ~((sign << 1) - 1)
            let signed = Int64(bitPattern: extended)
            if signed > -(1 << 40) { return String(signed) }
        }
        return value < 1 << 40 ? String(value) : "0x" + String(value, radix: 16)
    }

    // MARK: Declarations

    /// What the first line says of a variable that declares one of that name. Only what it says in so many words is believed.
    static func declared(_ name: String, in lines: [String: [Substring]]) -> Declared {
        let path = name.split(separator: "#").first?.split { ".>".contains($0) }
        guard let last = path?.last, !last.contains("[") else { return .unknown }
        for (file, text) in lines.sorted(by: { $0.key < $1.key }) {
            for line in text where mentions(last, in: line) {
                let found = file.hasSuffix(".swift") ? swift(last, in: line) : c(last, in: line)
                if found != .unknown { return found }
            }
        }
        return .unknown
    }

    /// Whether the line has the word in it: few lines have, and looking at bytes takes a tenth of looking at characters.
    private static func mentions(_ word: Substring, in line: Substring) -> Bool {
        line.utf8.split { byte in
            let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
            return !isDigit && !isLetter && byte != UInt8(ascii: "_")
        }
        .contains { $0.elementsEqual(word.utf8) }
    }

    /// `var ready = false`, `var ready: Bool`, `let open = Atomic(true)`, `weak var next: Node?`
    private static func swift(_ name: Substring, in line: Substring) -> Declared {
        let words = line.split(whereSeparator: { !isWord($0) })
        guard let index = words.firstIndex(of: name), index > 0, ["var", "let"].contains(words[index - 1])
        else { return .unknown }
        let said = line[words[index].endIndex...].drop { $0 == " " }
        let parts = said.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let type = parts.first.map { $0.drop { ": ".contains($0) } } ?? ""
        let initial = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
        let isTruth =
            type.hasPrefix("Bool") || type.hasPrefix("Atomic<Bool>")
            || ["true", "false", "Atomic(true", "Atomic(false"].contains { initial.hasPrefix($0) }
        if isTruth { return type.hasPrefix("Bool?") ? .unknown : .truth }
        let typeEnd = type.prefix { !"{/".contains($0) }.reversed().drop { $0 == " " }.first
        return typeEnd == "?" || words[..<index].contains("weak") ? .reference(empty: "nil") : .unknown
    }

    /// `static bool ready;`, `struct node *head;`
    private static func c(_ name: Substring, in line: Substring) -> Declared {
        guard let place = line.firstRange(of: name), place.lowerBound > line.startIndex,
            !line.contains("(") || line.contains("=")
        else { return .unknown }
        let before = line[..<place.lowerBound]
        let words = before.split(whereSeparator: { !isWord($0) })
        guard !words.isEmpty, !before.contains("="), !before.contains("(") else { return .unknown }
        let isWhole = line[place.upperBound...].first.map { !isWord($0) } ?? true
        guard isWhole, let last = before.last, " *".contains(last) else { return .unknown }
        if words.contains(where: { ["bool", "_Bool", "atomic_bool"].contains($0) }) { return .truth }
        return before.drop { $0 == " " }.contains("*") ? .reference(empty: "NULL") : .unknown
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}

extension Sequence {
    /// Those for which `isFirst` holds, and the others, each in order.
    fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
        reduce(into: ([], [])) { parts, element in
            if isFirst(element) { parts.0.append(element) } else { parts.1.append(element) }
        }
    }
}
