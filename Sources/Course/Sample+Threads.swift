extension Sample {
    /// Whether the program names something that starts a thread, so that there are schedules to look at.
    ///
    /// Words are enough: a chapter's program says plainly what it does, and a wrong guess only offers the explorer or not.
    public var startsThreads: Bool {
        var word = ""
        for character in code + " " {
            guard character.isLetter || character.isNumber || character == "_" else {
                if Self.starters.contains(word) { return true }
                word = ""
                continue
            }
            word.append(character)
        }
        return false
    }

    private static let starters: Set<String> = [
        "Thread", "startThread", "pthread_create", "thrd_create", "DispatchQueue", "OperationQueue",
        "concurrentPerform",
        "Task", "detached", "withTaskGroup", "withThrowingTaskGroup", "withDiscardingTaskGroup",
    ]
}
