import Authoring
import Course
import Foundation
import Markdown
import Testing

/// No program in the course's own pages does anything else than its page says.
@Suite("Programs in the course's pages")
struct CourseSamplesTests {
    /// All its programs are run at once, as far as the two places of the bench allow.
    struct Page: CustomTestStringConvertible, Sendable {
        /// Relative to the checkout.
        var file: String
        var testDescription: String { file }
    }

    static let pages = ["Lessons", "Docs/drafts"].flatMap { folder in
        let names = try? FileManager.default.contentsOfDirectory(atPath: Bench.root.path + "/" + folder)
        return (names ?? []).filter { $0.hasSuffix(".md") }.sorted().map { Page(file: "\(folder)/\($0)") }
    }

    private func document(_ page: Page) throws -> Document {
        // Front matter is no heading of a page, and lines count from the file's first one.
        let text = try String(contentsOf: Bench.root.appending(path: page.file), encoding: .utf8)
        guard text.hasPrefix("---\n"), let end = text.firstRange(of: "\n---\n") else {
            return try Document(markdown: text)
        }
        let lines = text[..<end.upperBound].count { $0 == "\n" }
        return try Document(markdown: String(text[end.upperBound...]), firstLine: lines + 1)
    }

    @Test("There are pages with programs")
    func present() throws {
        let samples = try Self.pages.flatMap { try document($0).samples }
        #expect(samples.count { $0.kind.use == .run } >= 9)
        #expect(samples.count { $0.kind.use == .explore } >= 5)
    }

    @Test("Every program does what its page says", arguments: pages)
    func agrees(page: Page) async throws {
        let faults = try await ChapterSamples(writing: Bench.writing).check(
            document(page), in: page.file, on: Bench.workbench())
        #expect(
            faults.isEmpty,
            "\(faults.map { "\($0.file):\($0.line ?? 0) \($0.message)" }.joined(separator: "\n"))")
    }

    @Test("Every fence of the course's chapters is right")
    func fences() throws {
        let rules = ["orphan-output", "missing-output", "unknown-language", "unknown-word", "empty-sample"]
        let faults = try Course(at: Bench.root.path).faults.filter { rules.contains($0.rule) }
        #expect(faults.isEmpty)
    }

    /// What an explorer that has changed finds elsewhere is written into the pages by
    /// `SIL_RECORD_SAMPLES=1 swift test --filter CourseSamplesTests.record`.
    @Test(
        "The findings in the course's chapters, written anew",
        .enabled(if: ProcessInfo.processInfo.environment["SIL_RECORD_SAMPLES"] == "1"))
    func record() async throws {
        let recording = SampleRecording(writing: Bench.writing)
        for chapter in try Course(at: Bench.root.path).chapters {
            let text = try String(contentsOfFile: chapter.path, encoding: .utf8)
            let recorded = try await recording.recorded(text, of: chapter, by: Bench.instruments.get())
            guard recorded != text else { continue }
            try recorded.write(toFile: chapter.path, atomically: true, encoding: .utf8)
        }
    }
}
