public import Course

extension ExploredProgram {
    /// A program of a page.
    ///
    /// - Throws: as the other initializers, for a text that is no program.
    public init(_ sample: Sample) throws {
        let name = sample.kind.language == .swift ? "main.swift" : "main.c"
        try self.init([.init(name: name, bytes: Array(sample.code.utf8))], from: [name])
    }
}
