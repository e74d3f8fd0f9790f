public import Text

/// `sil solution`: the reference solutions of an exercise.
public struct SolutionReport: Screen {
    public struct File: Sendable {
        public var name: String
        public var text: String

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    public struct Solution: Sendable {
        /// Of its folder.
        public var name: String
        public var files: [File]

        public init(name: String, files: [File]) {
            self.name = name
            self.files = files
        }
    }

    public var exercise: String
    public var solutions: [Solution]

    public init(exercise: String, solutions: [Solution]) {
        self.exercise = exercise
        self.solutions = solutions
    }

    public var json: JSON {
        [
            "schema": 1, "exercise": .string(exercise),
            "solutions": .array(
                solutions.map { solution in
                    [
                        "solution": .string(solution.name),
                        "files": .array(
                            solution.files.map { ["name": .string($0.name), "text": .string($0.text)] }),
                    ]
                }),
        ]
    }

    public func lines(width: Int) -> [StyledLine] {
        var lines = StyledLine("\(exercise) · 풀이 \(solutions.count)개", .bold).wrapped(in: width, indent: 1)
        for solution in solutions {
            for file in solution.files {
                lines.append(StyledLine())
                lines += (StyledLine(solution.name, .bold) + StyledLine("  \(file.name)", .dim)).wrapped(
                    in: width, indent: 1)
                let text = file.text.hasSuffix("\n") ? String(file.text.dropLast()) : file.text
                for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                    lines += StyledLine(String(line)).folded(to: max(1, width - 4)).map {
                        StyledLine("    ") + $0
                    }
                }
            }
        }
        return lines
    }
}
