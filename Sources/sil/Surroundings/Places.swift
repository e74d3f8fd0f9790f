import Grading

/// Where things lie that belong to a person and not to a workspace.
struct Places: Equatable {
    /// Holds `progress.sqlite`.
    var home: String
    var cache: String

    init(environment: [String: String], isRoot: Bool) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        /// The specification of XDG says to ignore relative ones.
        func folder(_ name: String) -> String? {
            value(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let user = value("HOME") ?? "/"
        home = value("SIL_HOME") ?? (folder("XDG_DATA_HOME") ?? user + "/.local/share") + "/siltarae"
        cache = Cache.place(environment: environment, isRoot: isRoot)
    }

    var store: String { home + "/progress.sqlite" }
}
