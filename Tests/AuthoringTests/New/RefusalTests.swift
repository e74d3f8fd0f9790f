import Authoring
import Course
import Foundation
import Testing

/// What is refused leaves everything as it was.
@Suite("What is not made")
struct RefusalTests {
    private func refusal(
        _ scratch: ScratchCourse, _ body: () throws -> Void, _ comment: Comment? = nil
    ) throws -> NewError? {
        let before = scratch.everything()
        var refusal: NewError?
        do { try body() } catch let error as NewError { refusal = error }
        #expect(scratch.everything() == before, comment)
        return refusal
    }

    @Test(
        "a slug that can be no folder, argument and module",
        arguments: [
            "", "Held", "held_sum", "held sum", "-held", "held-", "held--sum", "../held", "held/sum", "1held",
            "합",
            "swift", "server-kit", String(repeating: "a", count: 101),
            "한글".decomposedStringWithCanonicalMapping,
        ])
    func slug(slug: String) throws {
        let scratch = try ScratchCourse.made()
        let refusal = try refusal(scratch) {
            _ = try NewExercise(slug, kind: .unit).make(
                in: scratch.course(), from: ScratchCourse.templates())
        }
        guard case .unusableName(let name, _, let fix) = refusal else {
            Issue.record("\(slug): \(String(describing: refusal))")
            return
        }
        #expect(name == slug && !fix.isEmpty)
    }

    @Test("a chapter's name of decomposed Hangul, or one too long for a file")
    func chapterNames() throws {
        let scratch = try ScratchCourse.made()
        let decomposed = "프로세스".decomposedStringWithCanonicalMapping
        for name in [decomposed, String(repeating: "가", count: 34), "A", "a b", "a/b", ""] {
            let refusal = try refusal(scratch) {
                _ = try NewChapter(name, title: "제목").make(
                    in: scratch.course(), from: ScratchCourse.templates())
            }
            guard case .unusableName = refusal else {
                Issue.record("\(name): \(String(describing: refusal))")
                continue
            }
        }
    }

    @Test("what is there already, broken or not, whatever it is")
    func existing() throws {
        let scratch = try ScratchCourse.made()
        let templates = try ScratchCourse.templates()
        _ = try NewExercise("held-sum", kind: .unit).make(in: scratch.course(), from: templates)
        _ = try NewChapter("first", title: "첫").make(in: scratch.course(), from: templates)
        try scratch.write("Exercises/broken/exercise.yml", "titel: 잘못\n")
        try scratch.write("Exercises/plain-file", "글")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.root + "/Exercises/dangling", withDestinationPath: "nowhere")
        for slug in ["held-sum", "broken", "plain-file", "dangling"] {
            let refusal = try refusal(
                scratch,
                {
                    _ = try NewExercise(slug, kind: .explore).make(in: scratch.course(), from: templates)
                })
            #expect(refusal == .exists(path: "\(scratch.root)/Exercises/\(slug)"))
        }
        #expect(
            try refusal(scratch) {
                _ = try NewChapter("first", title: "둘").make(in: scratch.course(), from: templates)
            } == .clashesWithChapter("first", other: "01-first"))
        var second = NewChapter("second", title: "둘")
        second.number = 1
        #expect(
            try refusal(scratch) { _ = try second.make(in: scratch.course(), from: templates) }
                == .clashesWithChapter("second", other: "01-first"))
        #expect(
            try refusal(scratch) {
                _ = try NewCourse(id: "x", title: "x").make(at: scratch.root, from: templates)
            } == .exists(path: scratch.root + "/Exercises"))
    }

    @Test("a module, a program or a former name that another exercise has")
    func clashes() throws {
        let scratch = try ScratchCourse.made()
        let templates = try ScratchCourse.templates()
        _ = try NewExercise("a-1", kind: .server).make(in: scratch.course(), from: templates)
        let file = "Exercises/a-1/exercise.yml"
        try scratch.write(
            file,
            scratch.read(file).replacingOccurrences(of: "renamed_from: []", with: "renamed_from: [old-name]"))
        for slug in ["a1", "a-1-program", "old-name"] {
            #expect(
                try refusal(scratch) {
                    _ = try NewExercise(slug, kind: .unit).make(in: scratch.course(), from: templates)
                } == .clashes(slug, other: "a-1"))
        }
    }

    @Test(
        "a title that is empty, long or more than a line",
        arguments: ["", "  ", "가\n나", String(repeating: "가", count: 101)])
    func titles(title: String) throws {
        let scratch = try ScratchCourse.made()
        var new = NewExercise("held-sum", kind: .unit)
        new.title = title
        let refusal = try refusal(scratch) {
            _ = try new.make(in: scratch.course(), from: ScratchCourse.templates())
        }
        guard case .unusableName = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
    }

    @Test("anything in a folder that may not be written", .enabled(if: geteuid() != 0))
    func readOnly() throws {
        let scratch = try ScratchCourse.made()
        let folder = scratch.root + "/Exercises"
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
        #expect(
            try refusal(scratch) {
                _ = try NewExercise("held-sum", kind: .unit).make(
                    in: scratch.course(), from: ScratchCourse.templates())
            } == .unwritable(path: folder, errno: EACCES))
    }

    @Test("anything without templates")
    func withoutTemplates() throws {
        #expect(throws: NewError.templatesMissing(path: "/nowhere/Templates")) {
            try Templates(besideRuntime: "/nowhere/Runtime")
        }
    }

    @Test("What a killed process left aside is swept away, and what a living one writes is not")
    func leftovers() throws {
        let scratch = try ScratchCourse.made()
        // No process has this number: it is above the kernel's limit.
        try scratch.write("Exercises/.sil-new-4194999/Starter/Half.swift", "")
        try scratch.write("Exercises/.sil-new-\(getppid())/Starter/Half.swift", "")
        _ = try NewExercise("held-sum", kind: .unit).make(
            in: scratch.course(), from: ScratchCourse.templates())
        let hidden = scratch.everything().filter {
            $0.hasPrefix("Exercises/.sil") && !$0.dropFirst(10).contains("/")
        }
        #expect(hidden == ["Exercises/.sil-new-\(getppid())"])
    }
}
