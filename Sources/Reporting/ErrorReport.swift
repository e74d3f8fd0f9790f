/// What `--json` prints when a command cannot answer.
public struct ErrorReport: Report {
    /// A stable word for what went wrong, as `unknown_exercise`.
    public var kind: String
    /// The Korean line that stands on stderr too.
    public var message: String
    /// What might have been meant, or what to type next.
    public var suggestions: [String]

    public init(kind: String, message: String, suggestions: [String] = []) {
        self.kind = kind
        self.message = message
        self.suggestions = suggestions
    }

    public var json: JSON {
        [
            "schema": 1,
            "error": [
                "kind": .string(kind), "message": .string(message), "suggestions": .strings(suggestions),
            ],
        ]
    }
}
