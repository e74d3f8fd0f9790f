import Course
import Foundation
import Grading

/// The folder of an exercise with everything in it that is graded, read once.
struct ExerciseFolder: Sendable {
    /// Files that are handed in as one.
    struct Work: Sendable {
        /// `Solutions/lock`, or `Starter`.
        var folder: String
        /// `lock`
        var name: String
        var files: [Submission.File]
    }

    let exercise: Exercise
    let course: Course
    /// `Exercises/hit-counter`
    let path: String
    let manifest: SourceText?
    let starter: Work
    let solutions: [Work]
    let mutants: [Work]
    let grader: [SourceText]
    /// What could not be read.
    let faults: [Fault]

    init(_ exercise: Exercise, of course: Course) {
        self.exercise = exercise
        self.course = course
        let path = "Exercises/\(exercise.slug)"
        self.path = path
        manifest = SourceText("\(path)/exercise.yml", in: course.root)
        var faults: [Fault] = []
        func work(_ folder: String, _ name: String) -> Work {
            var files: [Submission.File] = []
            do throws(CourseError) {
                files = try course.files(in: folder, of: exercise).compactMap { file in
                    FileManager.default.contents(atPath: file.path).map {
                        Submission.File(name: file.name, bytes: Array($0))
                    }
                }
            } catch .faults(let found) {
                faults += found.map(Fault.init)
            } catch {}
            return Work(folder: folder, name: name, files: files)
        }
        starter = work("Starter", "Starter")
        solutions = course.solutions(of: exercise).map { work("Solutions/\($0)", $0) }
        mutants = course.mutants(of: exercise).map { work("Mutants/\($0)", $0) }
        grader = work("Grader", "Grader").files.compactMap { file in
            SourceText("\(path)/Grader/\(file.name)", in: course.root)
        }
        _ = work("Program", "Program")
        self.faults = faults
    }

    /// Tests of servers mostly wait: for naps between tries, for clients that must be left in peace.
    var mostlyWaits: Bool { exercise.kind == .server }

    /// A fault in the manifest, where a word of it stands.
    ///
    /// - Parameter keys: each is looked for below the one before it; where the last one is not found, the first line.
    func fault(_ rule: String, at keys: [String], _ message: String, fix: String) -> Fault {
        var place: (line: Int, column: Int)?
        for key in keys {
            guard let next = manifest?.place(of: key, from: place?.line ?? 1, isWhole: true) else { break }
            place = next
        }
        return Fault(
            file: path + "/exercise.yml", line: place?.line, column: place?.column, rule: rule,
            message: message,
            fix: fix)
    }
}
