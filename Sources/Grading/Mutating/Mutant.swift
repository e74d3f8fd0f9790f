/// One small change of one file of a solution: a mistake that tests should notice (Docs/mutation.md).
public struct Mutant: Sendable, Equatable, Codable {
    /// A replacement of bytes.
    public struct Edit: Sendable, Equatable, Codable {
        /// In bytes from the start of the file as it was.
        public var offset: Int
        public var removed: Int
        public var inserted: String

        public init(offset: Int, removed: Int, inserted: String) {
            self.offset = offset
            self.removed = removed
            self.inserted = inserted
        }
    }

    /// The kind of change, in a word of Docs/mutation.md: `drop-unlock`.
    public var kind: String
    /// The solution's file.
    public var file: String
    /// 1-based, of what is changed; the column in bytes.
    public var line: Int
    public var column: Int
    /// Ascending.
    public var edits: [Edit]

    public init(kind: String, file: String, line: Int, column: Int, edits: [Edit]) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.edits = edits
    }

    /// The files with this change; nil when the edits do not fit them.
    public func applied(to files: [Submission.File]) -> [Submission.File]? {
        guard let index = files.firstIndex(where: { $0.name == file }) else { return nil }
        let bytes = files[index].bytes
        var result: [UInt8] = []
        var end = 0
        for edit in edits {
            guard edit.offset >= end, edit.removed >= 0, edit.removed <= bytes.count,
                edit.offset <= bytes.count - edit.removed
            else { return nil }
            result += bytes[end..<edit.offset]
            result += edit.inserted.utf8
            end = edit.offset + edit.removed
        }
        var files = files
        files[index].bytes = result + bytes[end...]
        return files
    }
}

/// All mutants of a solution.
public struct Mutants: Sendable, Equatable, Codable {
    /// In the order of files and places.
    public var all: [Mutant] = []
    /// More than could be told: a file with so many is no solution of an exercise.
    public var omitted = 0
}
