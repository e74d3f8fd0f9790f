import Yams

/// One YAML mapping being read: hands out typed values, notes what does not fit where it stands, and in the end knows
/// which keys nobody asked for.
final class MappingReader {
    private let pairs: [(key: Node, value: Node)]
    private let mark: Mark?
    private let log: FaultLog
    private var asked: [String] = []

    init(_ mapping: Node.Mapping, log: FaultLog) {
        pairs = Array(mapping)
        mark = mapping.mark
        self.log = log
        for (key, _) in pairs where key.scalar == nil {
            log.note("wrong-type", at: key.mark, "키가 낱말이 아님", fix: "`이름: 값` 꼴로 쓰세요.")
        }
    }

    /// Notes every key that no reading asked for. To be called once, at the end.
    func finish() {
        for (key, _) in pairs {
            guard let scalar = key.scalar, !asked.contains(scalar.string) else { continue }
            let nearest = NearestNames.of(scalar.string, among: asked)
            let fix =
                nearest.first.map { "혹시 `\($0)` 아닌가요? 아니면 이 키를 지우세요." }
                ?? "쓸 수 있는 키: \(asked.sorted().joined(separator: ", "))"
            log.note("unknown-key", at: scalar.mark, "모르는 키: `\(scalar.string)`", fix: fix)
        }
    }

    // MARK: Values

    /// Nil when the key is absent or, noted, when its value is no text.
    func string(_ key: String) -> String? {
        guard let node = value(key) else { return nil }
        return text(node, what: "`\(key)`")
    }

    func required(_ key: String) -> String? {
        guard has(key) else {
            asked.append(key)
            log.note("missing-key", at: mark, "`\(key)` 키가 없음", fix: "`\(key): …` 줄을 더하세요.")
            return nil
        }
        guard let value = value(key) else {
            log.note("missing-key", at: place(key), "`\(key)` 값이 비어 있음", fix: "`\(key):` 뒤에 값을 쓰세요.")
            return nil
        }
        return text(value, what: "`\(key)`")
    }

    func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = value(key) else { return nil }
        guard let scalar = plain(node), let number = Int(scalar) else {
            note(node, "`\(key)`: 정수가 아님", fix: "\(range.lowerBound)–\(range.upperBound)의 정수를 쓰세요.")
            return nil
        }
        guard range.contains(number) else {
            outOfRange(node, key, "\(range.lowerBound)–\(range.upperBound)")
            return nil
        }
        return number
    }

    func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let node = value(key) else { return nil }
        let shown = "\(MappingReader.short(range.lowerBound))–\(MappingReader.short(range.upperBound))"
        guard let scalar = plain(node), let number = Double(scalar), number.isFinite else {
            note(node, "`\(key)`: 수가 아님", fix: "\(shown)의 수를 쓰세요.")
            return nil
        }
        guard range.contains(number) else {
            outOfRange(node, key, shown)
            return nil
        }
        return number
    }

    func bool(_ key: String) -> Bool? {
        guard let node = value(key) else { return nil }
        switch plain(node) {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            note(node, "`\(key)`: 참도 거짓도 아님", fix: "`true`나 `false`를 쓰세요.")
            return nil
        }
    }

    /// One of a few words.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let node = value(key) else { return nil }
        return word(node, what: "`\(key)`", type)
    }

    func words<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> [Word]?
    where Word.RawValue == String {
        elements(key)?.compactMap { word($0, what: "`\(key)`의 값", type) }
    }

    /// A list of texts; each must satisfy `shape`, if there is one.
    func strings(_ key: String, shape: NameShape? = nil) -> [String]? {
        guard let elements = elements(key) else { return nil }
        return elements.compactMap { node in
            guard let text = text(node, what: "`\(key)`의 값") else { return nil }
            guard let shape, let wrong = shape.complaint(about: text) else { return text }
            log.note("bad-name", at: node.mark, "`\(key)`: \(wrong.message)", fix: wrong.fix)
            return nil
        }
    }

    /// One text or a list of texts; empty when there is none.
    func texts(_ key: String) -> [String] {
        guard let node = value(key) else { return [] }
        if let sequence = node.sequence {
            return sequence.compactMap { text($0, what: "`\(key)`의 값") }
        }
        return [text(node, what: "`\(key)`")].compactMap(\.self)
    }

    /// A mapping below this one.
    func mapping(_ key: String) -> MappingReader? {
        guard let node = value(key) else { return nil }
        return reader(node, what: "`\(key)`")
    }

    /// A list of mappings below this one.
    func mappings(_ key: String) -> [MappingReader]? {
        elements(key)?.compactMap { reader($0, what: "`\(key)`의 값") }
    }

    /// A mapping whose keys are names that the author chose.
    func named(_ key: String) -> [(name: String, mark: Mark?, reader: MappingReader)]? {
        guard let node = value(key) else { return nil }
        guard let mapping = node.mapping else {
            note(node, "`\(key)`: `이름: {…}` 꼴이 아님", fix: "이름마다 한 줄씩 `이름: {키: 값}`으로 쓰세요.")
            return nil
        }
        return mapping.compactMap { name, value in
            guard let scalar = name.scalar else {
                note(name, "`\(key)`: 이름이 낱말이 아님", fix: "`이름: {키: 값}` 꼴로 쓰세요.")
                return nil
            }
            return reader(value, what: "`\(key)`의 `\(scalar.string)`").map {
                (scalar.string, scalar.mark, $0)
            }
        }
    }

    /// Where a key stands, or the mapping when it is not there.
    func place(_ key: String) -> Mark? {
        pairs.first { $0.key.scalar?.string == key }?.key.mark ?? mark
    }

    /// The line of the file at which a key stands.
    func line(_ key: String) -> Int? { place(key).map { $0.line + log.lineOffset } }

    func has(_ key: String) -> Bool { pairs.contains { $0.key.scalar?.string == key } }

    /// Notes a fault about the value of `key`.
    func note(_ rule: String, about key: String, _ message: String, fix: String) {
        log.note(rule, at: place(key), message, fix: fix)
    }

    // MARK: Nodes

    /// The node under a key; nil when absent or when nothing is written there, which means the default.
    private func value(_ key: String) -> Node? {
        if !asked.contains(key) { asked.append(key) }
        guard let node = pairs.first(where: { $0.key.scalar?.string == key })?.value else { return nil }
        if let scalar = node.scalar, scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
            return nil
        }
        return node
    }

    private func elements(_ key: String) -> [Node]? {
        guard let node = value(key) else { return nil }
        guard let sequence = node.sequence else {
            note(node, "`\(key)`: 목록이 아님", fix: "`\(key): [하나, 둘]` 꼴로 쓰세요.")
            return nil
        }
        return Array(sequence)
    }

    private func text(_ node: Node, what: String) -> String? {
        guard let scalar = node.scalar else {
            note(node, "\(what): 글이 아님", fix: "한 줄의 글로 쓰고, 특수한 글자가 있으면 따옴표로 감싸세요.")
            return nil
        }
        guard scalar.string.contains(where: { !$0.isWhitespace }) else {
            log.note("empty", at: scalar.mark, "\(what): 비어 있음", fix: "내용을 쓰거나 줄을 지우세요.")
            return nil
        }
        return scalar.string
    }

    private func plain(_ node: Node) -> String? {
        guard let scalar = node.scalar, scalar.style == .plain else { return nil }
        return scalar.string
    }

    private func word<Word: RawRepresentable & CaseIterable>(_ node: Node, what: String, _ type: Word.Type)
        -> Word?
    where Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue)
        guard let scalar = node.scalar else {
            note(node, "\(what): 낱말이 아님", fix: "이 가운데 하나를 쓰세요: \(words.joined(separator: ", "))")
            return nil
        }
        guard let word = Word(rawValue: scalar.string) else {
            let nearest = NearestNames.of(scalar.string, among: words)
            let fix = nearest.first.map { "혹시 `\($0)` 아닌가요? " } ?? ""
            log.note(
                "unknown-value", at: scalar.mark, "\(what): 모르는 값 `\(scalar.string)`",
                fix: fix + "쓸 수 있는 값: \(words.joined(separator: ", "))")
            return nil
        }
        return word
    }

    private func reader(_ node: Node, what: String) -> MappingReader? {
        guard let mapping = node.mapping else {
            note(node, "\(what): `키: 값` 꼴이 아님", fix: "`{키: 값}` 꼴로 쓰세요.")
            return nil
        }
        return MappingReader(mapping, log: log)
    }

    private func note(_ node: Node, _ message: String, fix: String) {
        log.note("wrong-type", at: node.mark, message, fix: fix)
    }

    private func outOfRange(_ node: Node, _ key: String, _ range: String) {
        log.note("out-of-range", at: node.mark, "`\(key)`: 범위를 벗어남", fix: "\(range) 안에서 고르세요.")
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
