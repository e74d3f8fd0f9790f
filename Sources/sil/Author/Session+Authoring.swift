import Authoring
import Course

extension Session {
    /// The course that an author stands in or names.
    ///
    /// Unlike for a learner, the course that belongs to the program is none of theirs: who stands outside of any course
    /// must neither add to that one by mistake nor be told of its faults.
    func authoredCourse() throws -> Course { try Course(at: authoredCourseFolder()) }

    /// Where the course is that an author stands in or names.
    func authoredCourseFolder() throws -> String {
        let found = Course.find(
            explicit: options.course, environment: surroundings.environment,
            workspaceMemory: nil, currentDirectory: surroundings.currentDirectory, executable: nil)
        guard let found else {
            throw Failure(
                kind: "no_course", message: "과정이 아닌 곳임",
                suggestions: [
                    "과정을 만드세요: sil author new course", "만든 과정 안에서 다시 하거나 --course 폴더로 알려 주세요.",
                ],
                exitStatus: .badInput)
        }
        return found
    }

    /// - Throws: `NewError.templatesMissing`, or a `Failure` when the runtime that they lie beside is missing.
    func templates() throws -> Templates {
        let found = ServerKitPackage.find(
            environment: surroundings.environment, executable: surroundings.executable)
        guard let found else { throw WorkspaceSetup.Refusal.runtimeMissing }
        return try Templates(
            besideRuntime: Disk.absolute(found.runtime, from: surroundings.currentDirectory))
    }

    /// Whether the current folder is the course's own.
    func stands(in course: Course) -> Bool {
        Disk.absolute(surroundings.currentDirectory, from: "/") == course.root
    }
}

/// A word as a shell reads it back.
func shellWord(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || "-_./~".contains($0) }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
