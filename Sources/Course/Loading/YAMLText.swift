import Yams

/// YAML of a course file as a tree with places, or faults. What a course has no use for is refused before it costs
/// anything: more than a few aliases (which multiply), several documents, a top level that is no mapping.
enum YAMLText {
    /// With so few, the tree stays within twenty times the text however they are nested.
    static let aliasesMax = 8

    /// An empty text is an empty mapping.
    static func mapping(of text: String, log: FaultLog) -> Node.Mapping? {
        guard let root = root(of: text, log: log) else { return nil }
        if let mapping = root.mapping { return mapping }
        if let scalar = root.scalar, scalar.string.isEmpty { return Node.Mapping([]) }
        log.note("wrong-type", at: root.mark, "`이름: 값` 꼴이 아님", fix: "줄마다 `이름: 값`으로 쓰세요.")
        return nil
    }

    /// The mappings of a list; an empty text is an empty list.
    static func mappings(of text: String, log: FaultLog) -> [MappingReader] {
        guard let root = root(of: text, log: log) else { return [] }
        if let scalar = root.scalar, scalar.string.isEmpty { return [] }
        guard let sequence = root.sequence else {
            log.note("wrong-type", at: root.mark, "목록이 아님", fix: "항목마다 `- 이름: 값`으로 시작하세요.")
            return []
        }
        return sequence.compactMap { node in
            if let mapping = node.mapping { return MappingReader(mapping, log: log) }
            log.note("wrong-type", at: node.mark, "`이름: 값` 꼴이 아님", fix: "`- 이름: 값` 꼴로 쓰세요.")
            return nil
        }
    }

    /// The tree of a text; nil, and noted, when it is none. An empty text is an empty mapping.
    private static func root(of text: String, log: FaultLog) -> Node? {
        do {
            guard try isWithinAliasLimit(text) else {
                log.note(
                    "alias-limit", line: nil, "YAML 별칭(*이름)이 너무 많음",
                    fix: "별칭을 \(aliasesMax)개까지로 줄이고 값을 그대로 쓰세요.")
                return nil
            }
            // No resolver rules: they run regular expressions over each scalar, and the reader of each key knows what
            // type it wants.
            return try Yams.compose(yaml: text, .basic, .default, .utf8) ?? Node("")
        } catch let error as YamlError {
            note(error, log: log)
        } catch {
            log.note("yaml", line: nil, "YAML로 읽을 수 없음: \(error)", fix: "YAML 문법을 확인하세요.")
        }
        return nil
    }

    /// Counts aliases without following any: with another character in the place of `*`, each is a plain scalar that
    /// begins with it.
    private static func isWithinAliasLimit(_ text: String) throws -> Bool {
        guard text.utf8.contains(UInt8(ascii: "*")), text.utf8.contains(UInt8(ascii: "&")) else {
            return true
        }
        let marker: Character = "\u{E000}"
        let harmless = String(text.map { $0 == "*" ? marker : $0 })
        var waiting = [try Yams.compose(yaml: harmless, .basic, .default, .utf8)].compactMap(\.self)
        var count = 0
        while let node = waiting.popLast() {
            switch node {
            case .scalar(let scalar): count += scalar.style == .plain && scalar.string.first == marker ? 1 : 0
            case .sequence(let sequence): waiting += sequence
            case .mapping(let mapping): waiting += mapping.flatMap { [$0.key, $0.value] }
            case .alias: count += 1
            }
        }
        return count <= aliasesMax
    }

    private static func note(_ error: YamlError, log: FaultLog) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.note("yaml", at: mark, "YAML 문법이 맞지 않음: \(korean(problem))", fix: fix(problem))
        case .duplicatedKeysInMapping(let keys, let context):
            log.note(
                "duplicate-key", at: context.mark,
                "같은 키가 두 번 나옴: \(keys.map { "`\($0)`" }.joined(separator: ", "))", fix: "하나만 남기세요.")
        default:
            log.note(
                "yaml", line: nil, "YAML로 읽을 수 없는 글자가 있음", fix: "제어 문자를 지우고 UTF-8로 저장하세요.")
        }
    }

    private static func korean(_ problem: String) -> String {
        switch problem {
        case "mapping values are not allowed in this context": "쌍점(:)이 뜻밖의 자리에 있음"
        case "could not find expected ':'": "쌍점(:)이 없음"
        case "did not find expected key": "키가 올 자리에 다른 것이 있음"
        case "did not find expected '-' indicator": "목록의 들여쓰기가 어긋남"
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'": "괄호가 닫히지 않음"
        case "found unexpected end of stream": "따옴표가 닫히지 않음"
        case "found character that cannot start any token": "값이 시작할 수 없는 글자임 (탭이거나 @ `)"
        case "found undefined alias": "별칭(*이름)이 가리키는 것이 없음"
        case "but found another document": "문서가 둘 이상임"
        default: problem
        }
    }

    private static func fix(_ problem: String) -> String {
        switch problem {
        case "mapping values are not allowed in this context": "쌍점이 든 값은 따옴표로 감싸세요."
        case "could not find expected ':'": "키 뒤에 `: `를 쓰세요."
        case "found unexpected end of stream": "여는 따옴표와 닫는 따옴표를 맞추세요."
        case "found character that cannot start any token": "탭은 빈칸으로, 값은 따옴표로 감싸 쓰세요."
        case "but found another document": "`---`를 하나만 두세요."
        default: "이 줄과 윗줄의 들여쓰기, 괄호, 따옴표를 보세요."
        }
    }
}
