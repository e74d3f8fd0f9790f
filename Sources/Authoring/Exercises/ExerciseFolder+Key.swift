import Course
import Grading

extension ExerciseFolder {
    /// Names work whose result depends on how a work of this exercise is graded.
    ///
    /// - Parameter kind: as of `WorkKey`.
    func key(_ kind: String, grading files: [Submission.File], by grader: Grader) throws -> WorkKey {
        var key = WorkKey(kind)
        key.add(try grader.fingerprint(of: exercise))
        key.add(course.id)
        // A grader is staged and judged by what the starter and the first solution declare.
        for files in [starter.files] + solutions.prefix(1).map(\.files) + [files] {
            key.add("\(files.count)")
            for file in files {
                key.add(file.name)
                key.add(bytes: file.bytes)
            }
        }
        return key
    }
}
