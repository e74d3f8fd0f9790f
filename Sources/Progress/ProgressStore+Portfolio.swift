public import Course
import Foundation
import Verdicts

extension ProgressStore {
    /// What was reached in a course so far.
    ///
    /// - Parameters:
    ///   - name: who it is of, as they say themselves.
    ///   - tool: what makes it: `sil 0.1.0`.
    /// - Throws: `PortfolioError.empty`, `ProgressError`
    public func portfolio(of course: Course, name: String?, tool: String) throws -> Portfolio {
        let standings = try overview(of: course).standings
        let begun = course.exercises.compactMap { exercise -> (Exercise, Standing)? in
            standings[exercise.slug].flatMap { $0.recorded > 0 ? (exercise, $0) : nil }
        }
        guard !begun.isEmpty else { throw PortfolioError.empty }
        let all = course.exercises.compactMap { standings[$0.slug] }
        return Portfolio(
            course: course.id, title: course.title, name: name, madeAt: instant(nil).text, tool: tool,
            score: all.reduce(0) { $0 + $1.score }, maxScore: all.reduce(0) { $0 + $1.maxScore },
            passed: all.count { $0.state == .passed }, exercises: course.exercises.count,
            results: try begun.map { try result(of: $0, $1, course: course.id) })
    }

    private func result(
        of exercise: Exercise, _ standing: Standing, course: String
    ) throws(ProgressError) -> Portfolio.Result {
        let pass = try firstPass(of: exercise, course: course)
        let verdict = standing.state == .passed ? "passed" : standing.last?.outcome.rawValue
        var result = Portfolio.Result(
            exercise: exercise.slug, title: exercise.title, verdict: verdict ?? "", score: standing.score,
            maxScore: standing.maxScore, attempts: standing.attempts,
            attemptsToPass: standing.attemptsToPass, hintsTaken: standing.hintsTaken,
            seconds: standing.seconds, lastAt: standing.last.map { Instant($0.at).text })
        guard let pass else { return result }
        result.pass = Portfolio.Pass(
            attempt: pass.number, at: pass.timestamp, grader: pass.grader, submission: pass.submission,
            files: try hashes(of: pass).map { Portfolio.File(name: $0.name, sha256: $0.sha256) })
        return result
    }
}
