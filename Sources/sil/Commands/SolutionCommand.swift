import ArgumentParser
import Course
import Progress
import Reporting
import Verdicts

/// `sil solution [SLUG]`.
struct SolutionCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "solution", abstract: "통과한 연습의 모범 풀이들을 보임")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let attempts = try session.store(.readOnly).attempts(of: exercise, course: course.id)
        guard attempts.contains(where: { $0.outcome == .passed }) else {
            throw Failure(
                kind: "not_passed", message: "\(exercise.slug): 통과하면 볼 수 있음",
                suggestions: ["sil hint \(exercise.slug)", "sil submit \(exercise.slug)"],
                exitStatus: .badInput)
        }
        let solutions = try course.solutions(of: exercise).map { name in
            SolutionReport.Solution(
                name: name,
                files: try course.files(in: "Solutions/\(name)", of: exercise).map {
                    .init(name: $0.name, text: String(decoding: try Disk.read($0.path), as: UTF8.self))
                })
        }
        try session.output.write(
            SolutionReport(exercise: exercise.slug, solutions: solutions), asJSON: options.json)
        return .done
    }
}
