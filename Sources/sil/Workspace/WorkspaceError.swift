/// Why a workspace cannot do what was asked of it.
enum WorkspaceError: Error, Equatable {
    /// The current folder is in none.
    case none
    /// Its memory is missing or damaged.
    case damaged(String)
    /// It belongs to another course.
    case otherCourse(workspace: String, asked: String)
    /// The exercise has nothing to start from.
    case noStarter(String)
    /// `reset` of an exercise that was never started.
    case notStarted(String)
    /// `undo` without a `reset` or `restore` before it; of which exercise, if one was asked for.
    case nothingToUndo(String?)
    /// The backup that is to come back is not there any more.
    case backupGone(String)
}
