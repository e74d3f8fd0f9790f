import Authoring
import Course
import Foundation
import Testing

@Suite("What is new")
struct NewTests {
    @Test("The templates are a sound course")
    func templatesAreSound() throws {
        let course = try Course(at: ScratchCourse.checkout + "/Templates")
        #expect(course.faults == [])
        #expect(Set(course.exercises.map(\.kind)) == Set(Exercise.Kind.allCases))
        for exercise in course.exercises {
            #expect(exercise.slug == "template-" + exercise.kind.rawValue)
            #expect(course.solutions(of: exercise).count >= 2, "\(exercise.slug)")
            #expect(
                Set(course.mutants(of: exercise)) == Set(exercise.rejects.map(\.mutant)), "\(exercise.slug)")
            #expect(exercise.rejects.count >= 3 && exercise.hints.count >= 3, "\(exercise.slug)")
        }
    }

    @Test("A new course is sound and empty, and its title and id are as they were given")
    func course() throws {
        let scratch = try ScratchCourse()
        var new = NewCourse(id: "서버: 하나", title: #"따옴표 " 와 \ 그리고 # 표"#)
        new.authors = ["가, 나", "다"]
        let files = try new.make(at: scratch.root + "/깊은 곳", from: ScratchCourse.templates())
        let course = try Course(at: scratch.root + "/깊은 곳")
        #expect(course.faults == [] && course.chapters == [] && course.exercises == [])
        #expect(course.id == new.id && course.title == new.title && course.authors == new.authors)
        #expect(
            Set(files).isSubset(of: Set(scratch.everything().map { String($0.dropFirst("깊은 곳/".count)) })))
    }

    @Test("A chapter gets the next number, and the page begins with its title")
    func chapter() throws {
        let scratch = try ScratchCourse.made()
        try scratch.write("Lessons/07-old.md", "---\ntitle: 옛 장\nsummary: 글\n---\n# 옛 장\n## 절\n")
        var new = NewChapter("다음-장", title: "다음 *장*: `락`")
        new.requires = ["07-old"]
        new.minutes = 12
        #expect(try new.make(in: scratch.course(), from: ScratchCourse.templates()) == "Lessons/08-다음-장.md")
        let course = try scratch.course()
        #expect(course.faults == [])
        let chapter = try course.chapter("8")
        #expect(chapter.title == new.title && chapter.minutes == 12 && chapter.requires == ["07-old"])
        #expect(try scratch.read("Lessons/08-다음-장.md").contains(#"# 다음 \*장\*: \`락\`"# + "\n"))
        #expect(chapter.sections.count >= 2)
    }

    @Test("An exercise of each kind bears its own name everywhere", arguments: Exercise.Kind.allCases)
    func exercise(kind: Exercise.Kind) throws {
        let scratch = try ScratchCourse.made()
        _ = try NewChapter("first", title: "첫 장").make(in: scratch.course(), from: ScratchCourse.templates())
        var new = NewExercise("my-own-2", kind: kind)
        new.title = "내 연습: 하나"
        new.chapter = try scratch.course().chapter("1")
        new.difficulty = 4
        let files = try new.make(in: scratch.course(), from: ScratchCourse.templates())
        let course = try scratch.course()
        #expect(course.faults == [])
        let exercise = try course.exercise("my-own-2")
        #expect(exercise.title == "내 연습: 하나" && exercise.kind == kind && exercise.difficulty == 4)
        #expect(exercise.chapter == "01-first")
        #expect(exercise.tests.values.allSatisfy { $0.read == "01-first#먼저-짐작하기" })
        for file in files {
            let text = try scratch.read(file)
            #expect(!(file + text).lowercased().contains("template"), "\(file)")
        }
        #expect(files.contains("Exercises/my-own-2/Starter/MyOwn2.swift"))
        #expect(Set(course.mutants(of: exercise)) == Set(exercise.rejects.map(\.mutant)))
    }

    @Test("Without a chapter an exercise speaks of none")
    func withoutChapter() throws {
        let scratch = try ScratchCourse.made()
        _ = try NewExercise("alone", kind: .unit).make(in: scratch.course(), from: ScratchCourse.templates())
        let course = try scratch.course()
        #expect(course.faults == [])
        let exercise = try course.exercise("alone")
        #expect(exercise.chapter == nil && exercise.tests.values.allSatisfy { $0.read == nil })
        #expect(exercise.tests.count == 4)
    }
}
