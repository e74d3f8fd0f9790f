import Reporting

/// What a person or a program is told when a command cannot do its work.
///
/// Libraries throw what happened as data; each has a file beside this one that puts it into words.
struct Failure: Error, Equatable {
    /// A stable word for programs (`unknown_exercise`).
    var kind: String
    /// One Korean line.
    var message: String
    /// What could be typed or done instead.
    var suggestions: [String]
    var exitStatus: ExitStatus

    init(kind: String, message: String, suggestions: [String] = [], exitStatus: ExitStatus) {
        self.kind = kind
        self.message = message
        self.suggestions = suggestions
        self.exitStatus = exitStatus
    }

    /// The error document.
    var report: ErrorReport { ErrorReport(kind: kind, message: message, suggestions: suggestions) }
}
