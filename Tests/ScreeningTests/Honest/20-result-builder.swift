// uses: · mode 5 · -Onone
@resultBuilder enum HTML {
    static func buildBlock(_ parts: String...) -> String { parts.joined(separator: "\n") }
    static func buildOptional(_ part: String?) -> String { part ?? "" }
    static func buildEither(first: String) -> String { first }
    static func buildEither(second: String) -> String { second }
    static func buildArray(_ parts: [String]) -> String { parts.joined() }
}

func tag(_ name: String, @HTML _ body: () -> String) -> String { "<\(name)>\(body())</\(name)>" }

func page(title: String?, items: [String]) -> String {
    tag("html") {
        if let title { tag("h1") { title } }
        tag("ul") {
            for item in items { tag("li") { item } }
        }
        if items.isEmpty { "없음" } else { "\(items.count)개" }
    }
}

@dynamicMemberLookup struct Settings {
    private var values: [String: String] = [:]
    subscript(dynamicMember name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }
}

@dynamicCallable struct Adder {
    func dynamicallyCall(withArguments numbers: [Int]) -> Int { numbers.reduce(0, +) }
}

func used() -> Int {
    var settings = Settings()
    settings.port = "8080"
    return Adder()(1, 2, 3) + (settings.port.flatMap { Int($0) } ?? 0)
}
