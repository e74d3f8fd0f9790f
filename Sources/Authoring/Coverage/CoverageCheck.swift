public import Course
import Grading

/// Tells the lines of each solution that no test of its exercise reaches: there a learner may do what they like.
public struct CoverageCheck: Check {
    let exercise: Exercise

    public init(of exercise: Exercise) { self.exercise = exercise }

    public func findings(on bench: Workbench) async throws -> Findings {
        var faults: [Fault] = []
        let folder = ExerciseFolder(exercise, of: bench.course)
        for solution in folder.solutions where !solution.files.isEmpty {
            let key = try folder.key("coverage 1", grading: solution.files, by: bench.instruments.grader)
            let work = Submission(of: exercise, files: solution.files)
            faults += self.faults(
                try await outcome(of: work, key, on: bench), "\(folder.path)/\(solution.folder)")
        }
        return Findings(faults)
    }

    private enum Outcome: Codable, Sendable {
        case measured(Coverage)
        case unmeasured(Coverage.Unmeasured)
    }

    private func outcome(
        of work: Submission, _ key: WorkKey, on bench: Workbench
    ) async throws -> Outcome {
        let instruments = bench.instruments
        return try await bench.remembered(key, as: Outcome.self) {
            do {
                return .measured(try await instruments.coverage(of: work))
            } catch let reason as Coverage.Unmeasured {
                return .unmeasured(reason)
            }
        }
    }

    private func faults(_ outcome: Outcome, _ folder: String) -> [Fault] {
        switch outcome {
        case .measured(let coverage):
            return coverage.files.filter { !$0.missed.isEmpty }.map { file in
                Fault(
                    file: "\(folder)/\(file.name)", line: file.missed.first, rule: "uncovered-lines",
                    message: "어느 시험도 닿지 않는 줄: \(Self.ranges(file.missed)) (코드 \(file.lines)줄 가운데 "
                        + "\(file.missed.count)줄)" + exploredRemark,
                    fix: "그 줄을 지나는 시험을 넣으세요.", gravity: .notice)
            }
        case .unmeasured(let reason):
            return [
                Fault(
                    file: folder, rule: "coverage-unmeasured", message: Self.words(reason),
                    fix: Self.fix(reason), gravity: .notice)
            ]
        }
    }

    private var exploredRemark: String {
        exercise.kind == .explore ? ". 탐색하지 않고 진짜 스레드로 재어서, 드문 순서에서만 닿는 줄도 들어 있을 수 있음" : ""
    }

    private static func words(_ reason: Coverage.Unmeasured) -> String {
        switch reason {
        case .doesNotPass: "닿는 줄을 재지 않음: 잴 때 통과하지 않음"
        case .hasProgram: "닿는 줄을 재지 않음: Program으로 따로 도는 코드는 세지 못함"
        case .noTools: "닿는 줄을 재지 않음: 툴체인에 llvm-cov나 llvm-profdata가 없음"
        }
    }

    private static func fix(_ reason: Coverage.Unmeasured) -> String {
        switch reason {
        case .doesNotPass: "먼저 풀이가 통과하게 하세요."
        case .hasProgram: "놓친 변경으로 시험의 힘을 보세요."
        case .noTools: "swift.org의 툴체인으로 다시 하세요."
        }
    }

    /// `3–5, 9`
    static func ranges(_ lines: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for line in lines {
            if let last = ranges.last, line == last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...line
            } else {
                ranges.append(line...line)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }
}
