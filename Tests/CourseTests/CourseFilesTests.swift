import Course
import Foundation
import Testing

@Suite("Files of an exercise")
struct CourseFilesTests {
    private func course(_ files: [String: String] = [:]) throws -> TemporaryCourse {
        let course = try TemporaryCourse(["Exercises/held-sum/exercise.yml": TemporaryCourse.minimalExercise])
        for (path, text) in files { try course.write(text, to: "Exercises/held-sum/" + path) }
        return course
    }

    @Test("Swift files are listed by name, others and hidden ones are not")
    func list() throws {
        let course = try course([
            "Starter/B.swift": "", "Starter/A.swift": "", "Starter/notes.txt": "", "Starter/.A.swift.swp": "",
            "Starter/.hidden.swift": "",
        ])
        let loaded = try course.load()
        let files = try loaded.files(in: "Starter", of: loaded.exercise("held-sum"))
        #expect(files.map(\.name) == ["A.swift", "B.swift"])
        #expect(
            files.map(\.path) == ["A", "B"].map { course.root + "/Exercises/held-sum/Starter/\($0).swift" })
        #expect(try loaded.files(in: "Program", of: loaded.exercise("held-sum")).isEmpty)
    }

    @Test("solutions and mutants are folders")
    func variants() throws {
        let course = try course([
            "Solutions/two/A.swift": "", "Solutions/one/A.swift": "", "Solutions/README.md": "",
            "Mutants/minus/A.swift": "",
        ])
        let loaded = try course.load()
        let exercise = try loaded.exercise("held-sum")
        #expect(loaded.solutions(of: exercise) == ["one", "two"])
        #expect(loaded.mutants(of: exercise) == ["minus"])
        #expect(try loaded.files(in: "Solutions/one", of: exercise).map(\.name) == ["A.swift"])
    }

    @Test("a link out of the course is refused, one inside is fine")
    func links() throws {
        let course = try course(["Grader/A.swift": ""])
        try course.link("Exercises/held-sum/Grader/B.swift", to: "A.swift")
        var loaded = try course.load()
        #expect(try loaded.files(in: "Grader", of: loaded.exercise("held-sum")).count == 2)

        try course.link("Exercises/held-sum/Grader/C.swift", to: "/etc/hostname")
        loaded = try course.load()
        let exercise = try loaded.exercise("held-sum")
        #expect(throws: CourseError.self) { try loaded.files(in: "Grader", of: exercise) }
    }
}
