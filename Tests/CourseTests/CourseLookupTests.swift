import Course
import Foundation
import Testing

@Suite("Names people type")
struct CourseLookupTests {
    private let course = Course(
        id: "c", title: "c", root: "/c",
        chapters: [
            Chapter(
                number: 1, slug: "process-and-thread", name: "01-process-and-thread", path: "", title: "",
                renamedFrom: ["processes"],
                sections: [
                    Chapter.Section(title: "하나", anchor: "하나", line: 1),
                    Chapter.Section(title: "하나 더", anchor: "하나-더", line: 2),
                    Chapter.Section(title: "Swift 6이 막는 것", anchor: "swift-6이-막는-것", line: 3),
                ]), Chapter(number: 5, slug: "race", name: "05-race", path: "", title: ""),
            Chapter(number: 6, slug: "rank", name: "06-rank", path: "", title: ""),
        ],
        exercises: [
            Exercise(
                slug: "four-steps", directory: "", title: "", summary: "", kind: .unit,
                renamedFrom: ["three-steps"]),
            Exercise(slug: "exit-status", directory: "", title: "", summary: "", kind: .unit),
            Exercise(slug: "exit-status-more", directory: "", title: "", summary: "", kind: .unit),
        ])

    @Test(
        "an exercise by slug, number, beginning or former name",
        arguments: [
            ("four-steps", "four-steps"), ("2", "exit-status"), ("four", "four-steps"),
            ("three-steps", "four-steps"),
            ("exit-status", "exit-status"), ("exit-status-", "exit-status-more"),
        ])
    func exercise(reference: String, slug: String) throws {
        #expect(try course.exercise(reference).slug == slug)
    }

    @Test(
        "an exercise that is not there comes with the nearest",
        arguments: [
            ("four-stpes", ["four-steps"]), ("0", []), ("4", []), ("", []), ("-1", []),
            ("steps", ["four-steps"]),
        ])
    func unknownExercise(reference: String, nearest: [String]) {
        #expect(throws: CourseError.unknownExercise(reference, nearest: nearest)) {
            try course.exercise(reference)
        }
    }

    @Test("a beginning that fits several is ambiguous")
    func ambiguous() {
        #expect(throws: CourseError.ambiguous("exit", candidates: ["exit-status", "exit-status-more"])) {
            try course.exercise("exit")
        }
        #expect(throws: CourseError.ambiguous("ra", candidates: ["race", "rank"])) {
            try course.chapter("ra")
        }
    }

    @Test(
        "a chapter by number, name, slug, beginning or former slug",
        arguments: [
            ("1", 1), ("01", 1), ("001", 1), ("05-race", 5), ("race", 5), ("rac", 5), ("05", 5),
            ("processes", 1),
            ("proc", 1), ("05-r", 5),
        ])
    func chapter(reference: String, number: Int) throws {
        #expect(try course.chapter(reference).number == number)
    }

    @Test("a chapter that is not there comes with the nearest")
    func unknownChapter() {
        #expect(throws: CourseError.unknownChapter("rase", nearest: ["race"])) { try course.chapter("rase") }
        #expect(throws: CourseError.unknownChapter("7", nearest: [])) { try course.chapter("7") }
    }

    @Test(
        "a section by anchor, unique beginning, heading or either Unicode form",
        arguments: [
            ("하나", "하나"), ("하나-", "하나-더"), ("swift", "swift-6이-막는-것"), ("Swift 6이", "swift-6이-막는-것"),
            ("하나".decomposedStringWithCanonicalMapping, "하나"),
            ("swift-6이-막".decomposedStringWithCanonicalMapping, "swift-6이-막는-것"),
        ])
    func section(reference: String, anchor: String) throws {
        #expect(try course.section(of: course.chapters[0], reference).anchor == anchor)
    }

    @Test("a section that is not there comes with the nearest")
    func unknownSection() {
        #expect(throws: CourseError.unknownSection("둘", chapter: "01-process-and-thread", nearest: [])) {
            try course.section(of: course.chapters[0], "둘")
        }
    }

    @Test("steps through the course end at its ends")
    func steps() {
        #expect(course.exercise(1, after: "four-steps")?.slug == "exit-status")
        #expect(course.exercise(-1, after: "exit-status")?.slug == "four-steps")
        #expect(course.exercise(1, after: "exit-status-more") == nil)
        #expect(course.exercise(Int.max, after: "exit-status") == nil)
    }
}
