import Authoring
import Course
import Foundation
import Glibc
import Testing

@Suite("Watching a course")
struct CourseWatchTests {
    /// Whether a change is told of within five seconds.
    private func tells(_ watch: CourseWatch, of change: () throws -> Void) throws -> Bool {
        while watch.takeChanges() {}
        try change()
        var polled = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 5_000) == 1 && watch.takeChanges()
    }

    @Test("tells of a file that is written, and of one that another takes the place of")
    func saving() throws {
        let scratch = try ScratchCourse.made()
        _ = try NewExercise("held-sum", kind: .unit).make(
            in: scratch.course(), from: ScratchCourse.templates())
        let watch = CourseWatch(of: scratch.root)
        #expect(watch.isComplete)
        #expect(try tells(watch) { try scratch.write("Lessons/course.yml", "id: x\n") })
        let starter = scratch.root + "/Exercises/held-sum/Starter/HeldSum.swift"
        for _ in 1...2 {
            #expect(
                try tells(watch) {
                    try scratch.write("Exercises/held-sum/Starter/.aside", "// 새 글\n")
                    rename(scratch.root + "/Exercises/held-sum/Starter/.aside", starter)
                })
        }
    }

    @Test("tells of what is written in folders that came later")
    func newFolders() throws {
        let scratch = try ScratchCourse.made()
        let watch = CourseWatch(of: scratch.root)
        #expect(
            try tells(watch) {
                _ = try NewExercise("held-sum", kind: .unit).make(
                    in: scratch.course(), from: ScratchCourse.templates())
            })
        #expect(try tells(watch) { try scratch.write("Exercises/held-sum/Grader/More.swift", "") })
        #expect(
            try tells(watch) {
                try FileManager.default.removeItem(atPath: scratch.root + "/Exercises/held-sum")
            })
    }

    @Test("is silent while nothing is saved, and about what only reads")
    func silence() throws {
        let scratch = try ScratchCourse.made()
        let watch = CourseWatch(of: scratch.root)
        _ = try scratch.course()
        var polled = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&polled, 1, 100) == 0)
    }
}

@Suite("What an author looks at")
struct PreviewSubjectTests {
    @Test("is found by a number, a name, a beginning; broken, too")
    func find() throws {
        let scratch = try ScratchCourse.made()
        let templates = try ScratchCourse.templates()
        _ = try NewChapter("first", title: "첫").make(in: scratch.course(), from: templates)
        _ = try NewExercise("held-sum", kind: .unit).make(in: scratch.course(), from: templates)
        try scratch.write("Exercises/broken/exercise.yml", "titel: 잘못\n")
        let course = try scratch.course()
        #expect(try PreviewSubject.find("1", in: course) == PreviewSubject(.chapter, "01-first"))
        #expect(try PreviewSubject.find("fir", in: course) == PreviewSubject(.chapter, "01-first"))
        #expect(try PreviewSubject.find("held", in: course) == PreviewSubject(.exercise, "held-sum"))
        #expect(try PreviewSubject.find("broken", in: course) == PreviewSubject(.exercise, "broken"))
        #expect(PreviewSubject(.exercise, "broken").faults(among: course.faults).count >= 1)
        #expect(throws: CourseError.unknownExercise("held-sun", nearest: ["held-sum"])) {
            try PreviewSubject.find("held-sun", in: course)
        }
    }

    @Test("is what was saved last, when nobody says")
    func newest() throws {
        let scratch = try ScratchCourse.made()
        #expect(PreviewSubject.newest(in: scratch.root) == nil)
        let templates = try ScratchCourse.templates()
        _ = try NewExercise("held-sum", kind: .unit).make(in: scratch.course(), from: templates)
        _ = try NewChapter("first", title: "첫").make(in: scratch.course(), from: templates)
        let page = scratch.root + "/Lessons/01-first.md"
        let later = Date(timeIntervalSinceNow: 60)
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: page)
        #expect(PreviewSubject.newest(in: scratch.root) == PreviewSubject(.chapter, "01-first"))
        let starter = scratch.root + "/Exercises/held-sum/Starter/HeldSum.swift"
        try FileManager.default.setAttributes(
            [.modificationDate: later.addingTimeInterval(60)], ofItemAtPath: starter)
        #expect(PreviewSubject.newest(in: scratch.root) == PreviewSubject(.exercise, "held-sum"))
    }
}
