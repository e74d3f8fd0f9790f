public import Text

/// `sil reset`, `restore` and `undo`: the learner's files gave way to others, and where they are now.
public struct ReplacementReport: Screen {
    public enum Action: Sendable, Equatable {
        case reset
        case restored(attempt: Int)
        /// The word of the command that was undone.
        case undone(String)
    }

    public var action: Action
    public var exercise: String
    /// Absolute path of the numbered backup; nil when there was nothing to keep.
    public var backup: String?
    /// The same as people are shown it.
    public var shownBackup: String?
    /// What lies there now, relative to the workspace.
    public var files: [String]

    public init(_ action: Action, exercise: String, backup: String?, shownBackup: String?, files: [String]) {
        self.action = action
        self.exercise = exercise
        self.backup = backup
        self.shownBackup = shownBackup
        self.files = files
    }

    public var json: JSON {
        let own: [JSON.Member] =
            switch action {
            case .reset: []
            case .restored(let attempt): [.init(key: "attempt", value: .int(attempt))]
            case .undone(let command): [.init(key: "undone", value: .string(command))]
            }
        return .object(
            [.init(key: "schema", value: 1), .init(key: "exercise", value: .string(exercise))] + own + [
                .init(key: "backup", value: .string(backup)), .init(key: "files", value: .strings(files)),
            ])
    }

    public func lines(width: Int) -> [StyledLine] {
        let done =
            switch action {
            case .reset: "시작 코드로 되돌림"
            case .restored(let attempt): "\(attempt)번째 시도의 코드를 꺼냄"
            case .undone(let command): "\(command) 전으로 되돌림"
            }
        var lines = (StyledLine(exercise, .bold) + StyledLine(": \(done)")).wrapped(to: width)
        if let shownBackup {
            lines += StyledLine("쓰던 코드는 여기에 남음: \(shownBackup)").wrapped(in: width, indent: 2)
            if !isUndoing { lines += StyledLine("무르려면  sil undo").wrapped(in: width, indent: 2) }
        }
        return lines
    }

    private var isUndoing: Bool {
        if case .undone = action { true } else { false }
    }
}
