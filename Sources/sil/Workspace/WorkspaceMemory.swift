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

    var schema = 1
    var course: Course
    /// Absolute path of the program that `./sil` runs.
    var sil: String
    /// In the order in which they were started.
    var exercises: [Started] = []
    /// The one started last.
    var current: String?

    mutating func note(_ started: Started) {
        if let index = exercises.firstIndex(where: { $0.slug == started.slug }) {
            exercises[index] = started
        } else {
            exercises.append(started)
        }
        current = started.slug
    }
}
