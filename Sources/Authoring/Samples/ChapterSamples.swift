public import Course
public import Markdown

/// The programs of a chapter, each with what the page says that it does: all are run, so that no sample can rot.
public struct ChapterSamples: Sendable {
    private let writing: FindingWriting

    /// - Parameter writing: how findings are written under explored programs.
    public init(writing: FindingWriting) { self.writing = writing }

    /// One check for each program of the chapter. A chapter that cannot be parsed has none: reading it told why.
    public func checks(of chapter: Chapter) -> [SampleCheck] {
        guard let document = try? Document(markdown: chapter.body, firstLine: chapter.bodyLine) else {
            return []
        }
        return checks(of: document, in: "Lessons/\(chapter.name).md")
    }

    /// - Parameter file: of the document, as faults name it.
    public func checks(of document: Document, in file: String) -> [SampleCheck] {
        document.samples.map { SampleCheck($0, in: file, writing: writing) }
    }

    /// Runs all programs of a document, as many at once as the bench has places.
    ///
    /// - Throws: what keeps this machine from running them at all; what is wrong with the document is a fault.
    public func check(_ document: Document, in file: String, on bench: Workbench) async throws -> [Fault] {
        let checks = checks(of: document, in: file)
        return try await withThrowingTaskGroup(of: [Fault].self) { group in
            for check in checks { group.addTask { try await check.findings(on: bench).faults } }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
    }
}
