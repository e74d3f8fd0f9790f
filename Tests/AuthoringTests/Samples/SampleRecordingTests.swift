import Course
import Foundation
import Markdown
import Testing

@testable import Authoring

@Suite("Findings written into a page")
struct SampleRecordingTests {
    private func recorded(_ text: String, _ lines: [String]) throws -> String {
        let samples = try Document(markdown: text).samples
        return SampleRecording.text(text, with: samples.map { ($0, lines) })
    }

    @Test("The lines of each output are replaced, and nothing else")
    func replaced() throws {
        let page =
            "글\n\n```c explore\nf();\n```\n\n```output\ndata_race\n1  옛것\n```\n\n```c explore\ng();\n```\n````output\n````\n끝\n"
        #expect(
            try recorded(page, ["data_race", "", "1  새것"])
                == "글\n\n```c explore\nf();\n```\n\n```output\ndata_race\n\n1  새것\n```\n\n```c explore\ng();\n```\n````output\ndata_race\n\n1  새것\n````\n끝\n"
        )
    }

    @Test("In a list and in a quote the margin stays")
    func margins() throws {
        let list = "- ```c explore\n  f();\n  ```\n\n  ```output\n  x\n  ```\n"
        #expect(try recorded(list, ["a", "", "b"]) == list.replacing("  x\n", with: "  a\n\n  b\n"))
        let quote = "> ```c explore\n> f();\n> ```\n> ```output\n> x\n> ```\n"
        #expect(try recorded(quote, ["a", "", "b"]) == quote.replacing("> x\n", with: "> a\n>\n> b\n"))
    }

    @Test("Without an output, or without its end, there is nothing to replace")
    func untouched() throws {
        for page in ["```c explore\nf();\n```\n", "```c explore\nf();\n```\n```output\nx\n"] {
            #expect(try recorded(page, ["a"]) == page)
        }
    }

    @Test("What is recorded is what the check asks for")
    func agreesWithCheck() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "course-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["Lessons", "Exercises"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        let file = folder.appending(path: "Lessons/01-a.md")
        let text =
            "---\ntitle: 장\nsummary: 글\n---\n\n```c explore\n" + Self.race
            + "```\n\n```output\ndata_race\n```\n"
        try text.write(to: file, atomically: true, encoding: .utf8)
        let chapter = try #require(try Course(at: folder.path).chapters.first)
        let instruments = try Bench.instruments.get()
        let recorded = try await SampleRecording(writing: Bench.writing).recorded(
            text, of: chapter, by: instruments)
        // Of the two findings, the one of the kind that stood there.
        #expect(recorded.contains("```output\ndata_race\n   ") && recorded.contains("쓰기 ← 1"))
        try recorded.write(to: file, atomically: true, encoding: .utf8)
        let bench = try Bench.workbench(course: folder.path)
        for check in ChapterSamples(writing: Bench.writing).checks(of: bench.course.chapters[0]) {
            #expect(try await check.findings(on: bench).faults == [])
        }
    }

    private static let race = """
        #include <assert.h>
        #include <pthread.h>
        static int count;
        static void *hit(void *unused) {
            count++;
            return unused;
        }
        int main(void) {
            pthread_t first, second;
            pthread_create(&first, 0, hit, 0);
            pthread_create(&second, 0, hit, 0);
            pthread_join(first, 0);
            pthread_join(second, 0);
            assert(count == 2);
        }

        """
}
