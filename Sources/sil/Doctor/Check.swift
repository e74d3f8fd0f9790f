/// One thing that `sil doctor` looked at.
struct Check: Encodable, Equatable {
    enum State: String, Encodable {
        case good
        /// Works, but worse than it could.
        case weak
        /// Something does not work at all.
        case bad
        /// A program or a place to write is missing.
        case missing
    }

    var name: String
    var state: State
    /// What was found.
    var found: String
    /// What to do; nil when all is well.
    var remedy: String?

    static func good(_ name: String, _ found: String) -> Check { Check(name: name, state: .good, found: found) }

    init(name: String, state: State, found: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.found = found
        self.remedy = remedy
    }

    private enum CodingKeys: String, CodingKey { case name, state, found, remedy }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(state, forKey: .state)
        try container.encode(found, forKey: .found)
        // Null and not absent: every check has the same keys.
        try container.encode(remedy, forKey: .remedy)
    }
}
