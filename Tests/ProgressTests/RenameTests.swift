import Course
import Progress
import Testing
import Verdicts

@Suite("A course that changes")
struct RenameTests {
    let home: TemporaryHome
    let store: ProgressStore

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
    }

    func course(_ chapters: [Chapter] = [], _ exercises: [Exercise] = []) -> Course {
        Course(id: "siltarae", title: "", root: "/course", chapters: chapters, exercises: exercises)
    }

    @Test("a renamed exercise keeps its attempts, and goes on numbering them")
    func renamedExercise() throws {
        let old = Exercise.named("plus")
        try store.record(.of(old, [.failed]), of: .text("a"), exercise: old)
        try store.record(.of(old, [.passed]), of: .text("b"), exercise: old)
        let new = Exercise.named("sum", renamedFrom: ["plus"])
        #expect(try store.record(.of(new, [.failed]), of: .text("c"), exercise: new).number == 3)
        #expect(try store.attempts(of: new, course: "siltarae").map(\.number) == [1, 2, 3])
        #expect(try store.best(of: [new], course: "siltarae")["sum"]?.state == .passed)
        #expect(try store.earlier(.text("a"), exercise: new, course: "siltarae", grader: "g1")?.number == 1)
    }

    @Test("a renamed exercise keeps its hints and its start")
    func renamedActivity() throws {
        let old = Exercise.named("plus")
        try store.noteStart(old, course: "siltarae")
        try store.takeHint(exercise: old, course: "siltarae")
        let new = Exercise.named("sum", renamedFrom: ["plus"])
        #expect(try store.takeHint(exercise: new, course: "siltarae") == 2)
        let standing = try store.best(of: [new], course: "siltarae")["sum"]
        #expect(standing?.state == .started && standing?.hintsTaken == 2)
    }

    @Test("two exercises that become one are one row of attempts in the order they were made")
    func mergedExercises() throws {
        let (a, b) = (Exercise.named("a"), Exercise.named("b"))
        try store.record(.of(a, [.failed]), of: .text("1"), exercise: a)
        try store.record(.of(b, [.crashed]), of: .text("2"), exercise: b)
        try store.record(.of(a, [.timedOut]), of: .text("3"), exercise: a)
        let both = Exercise.named("both", renamedFrom: ["a", "b"])
        try store.record(.of(both, [.passed]), of: .text("4"), exercise: both)
        let attempts = try store.attempts(of: both, course: "siltarae")
        #expect(attempts.map(\.number) == [1, 2, 3, 4])
        #expect(attempts.map(\.outcome) == [.failed, .crashed, .timedOut, .passed])
    }

    @Test("a former name that is taken out again makes no number twice")
    func renameTakenBack() throws {
        let old = Exercise.named("plus")
        for text in ["a", "b"] { try store.record(.of(old, [.failed]), of: .text(text), exercise: old) }
        let new = Exercise.named("sum", renamedFrom: ["plus"])
        try store.record(.of(new, [.failed]), of: .text("c"), exercise: new)
        let alone = Exercise.named("sum")
        for text in ["d", "e", "f"] {
            try store.record(.of(alone, [.failed]), of: .text(text), exercise: alone)
        }
        #expect(try store.attempts(of: alone, course: "siltarae").map(\.number) == [1, 2, 3, 4])
        #expect(try store.attempts(of: new, course: "siltarae").count == 6)
    }

    @Test("a renamed chapter keeps what was read of it")
    func renamedChapter() throws {
        try store.markRead(
            chapter: .named("old", sections: ["하나", "둘"]), sections: ["하나", "둘"], course: "siltarae")
        let new = Chapter.named("new", sections: ["하나", "둘", "셋"], renamedFrom: ["old"])
        #expect(try store.readSections(course: course([new])) == ["new": ["하나", "둘"]])
    }

    @Test("a section that moved into another chapter is read there too")
    func movedSection() throws {
        try store.markRead(
            chapter: .named("race", sections: ["락", "조건"]), sections: ["락", "조건"], course: "siltarae")
        let race = Chapter.named("race", sections: ["조건"])
        let locks = Chapter.named("locks", sections: ["락", "조건"], renamedFrom: ["race#락"])
        #expect(try store.readSections(course: course([race, locks])) == ["race": ["조건"], "locks": ["락"]])
    }

    @Test("a deleted section counts no more, and counts again when it comes back")
    func deletedSection() throws {
        let before = Chapter.named("race", sections: ["락", "조건"])
        try store.markRead(chapter: before, sections: ["락", "조건"], course: "siltarae")
        #expect(
            try store.readSections(course: course([.named("race", sections: ["조건"])])) == ["race": ["조건"]])
        #expect(try store.readSections(course: course([before])) == ["race": ["락", "조건"]])
    }

    @Test("an exercise that the course no longer has is kept aside")
    func deletedExercise() throws {
        let gone = Exercise.named("gone")
        try store.record(.of(gone, [.passed]), of: .text("a"), exercise: gone)
        let overview = try store.overview(of: course([], [.named("sum")]))
        #expect(overview.aside == [CourseProgress.Aside(exercise: "gone", attempts: 1, passed: true)])
        #expect(overview.standings["sum"]?.state == .new)
        #expect(try store.overview(of: course([], [gone])).aside.isEmpty)
    }

    @Test("reordering and retitling a course changes nothing of what was earned")
    func reordered() throws {
        var (a, b) = (Exercise.named("a"), Exercise.named("b"))
        try store.record(.of(a, [.passed]), of: .text("1"), exercise: a)
        let before = try store.overview(of: course([], [a, b])).standings
        a.title = "다른 제목"
        b.chapter = "09-elsewhere"
        #expect(try store.overview(of: course([], [b, a])).standings == before)
    }
}
