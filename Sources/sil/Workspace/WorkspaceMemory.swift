/// What a workspace remembers: `.siltarae/workspace.json`.
struct WorkspaceMemory: Codable, Equatable {
    struct Course: Codable, Equatable {
        var id: String
        var path: String
    }

    /// An exercise that was started: what `Package.swift` needs to know of it.
    struct Started: Codable, Equatable {
        var slug: String
        var module: String
        var languageMode: Int
        /// Whether its module is also made a program.
        var hasProgram: Bool
    }

    /// Something that put the learner's files aside.
    struct Change: Codable, Equatable {
        enum Action: String, Codable { case reset, restore }

        var exercise: String
        /// Relative to the workspace.
        var backup: String
        var action: Action
    }

    var schema = 1
    var course: Course
    /// Absolute path of the program that `./sil` runs.
    var sil: String
    /// In the order in which they were started.
    var exercises: [Started] = []
    /// The one started last.
    var current: String?

    /// What can be undone, the latest last; none where a workspace is older than that.
    private(set) var changes: [Change]?
    private static let changesMax = 100

    func lastChange(of slug: String?) -> Change? {
        changes?.last { slug == nil || $0.exercise == slug }
    }

    mutating func remember(_ change: Change) {
        changes = ((changes ?? []) + [change]).suffix(Self.changesMax)
    }

    /// The workspace was made anew around the same files.
    mutating func keepChanges(of old: WorkspaceMemory) { changes = old.changes }

    /// It has been undone.
    mutating func forget(_ change: Change) {
        if let index = changes?.lastIndex(of: change) { changes?.remove(at: index) }
    }

    mutating func note(_ started: Started) {
        if let index = exercises.firstIndex(where: { $0.slug == started.slug }) {
            exercises[index] = started
        } else {
            exercises.append(started)
        }
        current = started.slug
    }
}
