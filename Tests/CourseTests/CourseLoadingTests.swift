import Course
import Foundation
import Testing

@Suite("A course folder")
struct CourseLoadingTests {
    private static func page(_ title: String = "가") -> String { "---\ntitle: \(title)\nsummary: 나\n---\n" }

    @Test("without course.yml the folder's name is id and title")
    func noManifest() throws {
        let course = try TemporaryCourse()
        let name = course.root.split(separator: "/").last.map(String.init)
        #expect(try course.load().id == name)
        #expect(try course.load().title == name)
        #expect(try course.load().faults.isEmpty)
    }

    @Test("course.yml is read")
    func manifest() throws {
        let course = try TemporaryCourse([
            "Lessons/course.yml":
                "format: 1\nid: siltarae\ntitle: 서버\nlanguage: ko\nauthors: [가나]\nmutation_score: 85\n"
        ]).load()
        #expect(course.id == "siltarae")
        #expect(course.title == "서버")
        #expect(course.authors == ["가나"])
        #expect(course.faults.isEmpty)
    }

    @Test(
        "a course.yml that leaves the identity in doubt stops everything",
        arguments: [
            ("id: [", "yaml"), ("id: [a]", "wrong-type"), ("id: a/b", "bad-name"),
            ("format: 2", "unsupported-format"),
        ])
    func identity(text: String, rule: String) throws {
        let course = try TemporaryCourse(["Lessons/course.yml": text])
        let error = #expect(throws: CourseError.self) { try course.load() }
        guard case .faults(let faults)? = error else {
            Issue.record("no faults: \(String(describing: error))")
            return
        }
        #expect(faults.map(\.rule) == [rule])
        #expect(faults.map(\.path) == ["Lessons/course.yml"])
    }

    @Test("an unknown key of course.yml is a fault, and the course is read")
    func unknownKey() throws {
        let course = try TemporaryCourse(["Lessons/course.yml": "id: a\ntitel: 나\n"]).load()
        #expect(course.id == "a")
        #expect(course.faults.places == ["unknown-key@2:1"])
    }

    @Test("chapters come by number, then as `chapters` says")
    func chapterOrder() throws {
        let course = try TemporaryCourse([
            "Lessons/10-c.md": Self.page(), "Lessons/2-b.md": Self.page(), "Lessons/01-a.md": Self.page(),
        ])
        #expect(try course.load().chapters.map(\.slug) == ["a", "b", "c"])
        try course.write("id: x\nchapters: [10-c, 1-a]\n", to: "Lessons/course.yml")
        let (reordered, faults) = try Course.load(at: course.root)
        #expect(reordered.chapters.map(\.slug) == ["c", "a", "b"])
        #expect(faults.map(\.rule) == ["unknown-reference"])
    }

    @Test("two chapters of one name or number are told")
    func duplicates() throws {
        let course = try TemporaryCourse([
            "Lessons/01-a.md": Self.page(), "Lessons/02-a.md": Self.page(), "Lessons/01-b.md": Self.page(),
        ]).load()
        #expect(course.chapters.map(\.name) == ["01-a", "01-b"])
        #expect(Set(course.faults.map(\.rule)) == ["duplicate-slug", "duplicate-number"])
    }

    @Test("exercises come by chapter, then requirement, then slug")
    func exerciseOrder() throws {
        func manifest(_ chapter: String?, _ requires: String = "[]") -> String {
            TemporaryCourse.minimalExercise + (chapter.map { "chapter: \($0)\n" } ?? "")
                + "requires: \(requires)\n"
        }
        let course = try TemporaryCourse([
            "Lessons/01-a.md": Self.page(), "Lessons/02-b.md": Self.page(),
            "Exercises/free/exercise.yml": manifest(nil), "Exercises/a/exercise.yml": manifest("02-b"),
            "Exercises/b/exercise.yml": manifest("01-a", "[z]"), "Exercises/c/exercise.yml": manifest("01-a"),
            "Exercises/z/exercise.yml": manifest("01-a"),
        ]).load()
        #expect(course.exercises.map(\.slug) == ["c", "z", "b", "a", "free"])
        #expect(course.faults.isEmpty)
    }

    @Test("requirements in a circle are told, once for each on the circle")
    func circle() throws {
        let base = TemporaryCourse.minimalExercise
        let course = try TemporaryCourse([
            "Exercises/a/exercise.yml": base + "requires: [b]\n",
            "Exercises/b/exercise.yml": base + "requires: [a]\n",
            "Exercises/c/exercise.yml": base + "requires: [a]\n",
        ]).load()
        #expect(course.faults.map(\.path) == ["Exercises/a/exercise.yml", "Exercises/b/exercise.yml"])
        #expect(course.faults.allSatisfy { $0.rule == "circle" })
        #expect(course.exercises.count == 3)
    }

    @Test("references that lead nowhere are told with what is near, and take nothing away")
    func references() throws {
        let course = try TemporaryCourse([
            "Lessons/01-sum.md": Self.page() + "## 하나\n```exercise\nheld-sun\n```\n",
            "Exercises/held-sum/exercise.yml": TemporaryCourse.minimalExercise + """
                chapter: 01-sun
                requires: [first-sum]
                carries: [{file: Sum.swift, from: held-sum}, {file: Some.swift, from: first-sum}]
                tests:
                  ATests.testA: {read: "01-sum#하니"}
                  ATests.testB: {read: "01-sum#하나"}
                """,
            "Exercises/held-sum/Starter/Sum.swift": "",
        ]).load()
        #expect(course.faults.count == 7)
        #expect(course.faults.allSatisfy { $0.rule == "unknown-reference" })
        #expect(course.faults.contains { $0.fix.contains("`held-sum`") })
        #expect(course.faults.contains { $0.fix.contains("`하나`") })
        #expect(course.chapters.count == 1)
        #expect(course.exercises.count == 1)
    }

    @Test("one broken exercise leaves the rest of the course, and speaks up when asked for")
    func oneBroken() throws {
        let course = try TemporaryCourse([
            "Lessons/01-sum.md": Self.page(), "Exercises/good/exercise.yml": TemporaryCourse.minimalExercise,
            "Exercises/broken/exercise.yml": "title: [\n",
        ]).load()
        #expect(course.chapters.count == 1)
        #expect(course.exercises.map(\.slug) == ["good"])
        #expect(throws: CourseError.faults(course.faults)) { try course.exercise("broken") }
        #expect(throws: CourseError.faults(course.faults)) { try course.exercise("bro") }
    }

    @Test("an old name that is another exercise's name is told")
    func oldNames() throws {
        let course = try TemporaryCourse([
            "Exercises/a/exercise.yml": TemporaryCourse.minimalExercise + "renamed_from: [b]\n",
            "Exercises/b/exercise.yml": TemporaryCourse.minimalExercise,
        ]).load()
        #expect(course.faults.map(\.rule) == ["duplicate-slug"])
    }

    @Test("a folder that is no course, or not there, is told by its absolute path")
    func noCourse() throws {
        let empty = NSTemporaryDirectory() + "no-course-\(UUID().uuidString)"
        #expect(throws: CourseError.notACourse(path: empty)) { try Course(at: empty) }
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: empty) }
        #expect(throws: CourseError.notACourse(path: empty)) { try Course(at: empty) }
    }

    @Test("ten thousand chapters are read in seconds", .timeLimit(.minutes(2)))
    func many() throws {
        let course = try TemporaryCourse()
        for number in 1...10_000 {
            try course.write(
                Self.page("장 \(number)") + "## 하나\n글\n## 둘\n", to: "Lessons/\(number)-c\(number).md")
        }
        let loaded = try course.load()
        #expect(loaded.chapters.count == 10_000)
        #expect(try loaded.chapter("9999").sections.count == 2)
        #expect(loaded.faults.isEmpty)
    }
}
