import Reporting

/// One thing that `sil doctor` looked at.
struct Check: Equatable {
    enum State: String {
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

    static func good(_ name: String, _ found: String) -> Check {
        Check(name: name, state: .good, found: found)
    }

    init(name: String, state: State, found: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.found = found
        self.remedy = remedy
    }

    var json: JSON {
        [
            "name": .string(name), "state": .string(state.rawValue), "found": .string(found),
            "remedy": remedy.map { .string($0) } ?? .null,
        ]
    }
}
