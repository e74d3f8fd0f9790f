// uses: · mode 5 · -O
struct Point: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var x = 1, y = 2
    var description: String { "(\(x), \(y))" }
    var debugDescription: String { "Point\(description)" }
    var customMirror: Mirror { Mirror(self, children: ["가로": x, "세로": y]) }
}

func fields(_ value: Any) -> [String] {
    Mirror(reflecting: value).children.map { "\($0.label ?? "_"): \(type(of: $0.value)) = \($0.value)" }
}

func kinds(_ values: [Any]) -> [String] {
    values.map { value in
        switch value {
        case is Int: "정수"
        case let text as String where text.isEmpty: "빈 글"
        case let text as String: "글 \(text)"
        case let point as Point: String(reflecting: point)
        case let nested as [Any]: "목록 \(nested.count)"
        default: String(describing: value)
        }
    }
}
func dumped() -> String {
    var text = ""
    dump(Point(), to: &text)
    return text
}
