import Foundation

/// What exploring adds to a verdict: each solution of the explored exercises graded as it is, and with every scenario run
/// once and plainly, in turn.
struct ScenarioBench {
    var course: URL
    var sil: String
    var rounds = 12
    /// nil for all of them.
    var only: String?
    /// Wrong solutions too, whose findings are counted and made shorter.
    var withMutants = false

    /// Seconds that exploring may add (issue of the explored exercises).
    private static let addedMax = 0.25

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        course = URL(filePath: FileManager.default.currentDirectoryPath)
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--rounds":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                    throw BenchError.usage
                }
                rounds = number
            case "--only":
                guard let slug = rest.popFirst() else { throw BenchError.usage }
                only = slug
            case "--mutants": withMutants = true
            case "--course":
                guard let path = rest.popFirst() else { throw BenchError.usage }
                course = URL(filePath: path).absoluteURL
            default: throw BenchError.usage
            }
        }
    }

    func run(in folder: URL) throws {
        for place in [folder, folder.appending(path: "cache")] {
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        }
        print("what exploring adds to a verdict: \(rounds) rounds, interleaved; medians")
        print(Machine(swift: try Bench.find("swift")).description)
        for slug in only.map({ [$0] }) ?? ExploredExercise.slugs {
            let exercise = try ExploredExercise(slug, course: course)
            let twin = folder.appending(path: "twin-\(slug)")
            try exercise.plainTwin(in: twin)
            let solutions = try exercise.submissions("Solutions")
            var rows: [Row] = solutions.map { Row(name: "\(slug)/\($0.name)") }
            // Not counted: each interface has the grader compiled once.
            for solution in solutions {
                _ = try verdict(on: solution, of: slug, course: twin, in: folder)
                _ = try verdict(on: solution, of: slug, course: course, in: folder)
            }
            for round in 1...rounds {
                for index in solutions.indices {
                    let solution = solutions[index]
                    // Nobody always runs first.
                    if round.isMultiple(of: 2) {
                        rows[index].plain.append(
                            try verdict(on: solution, of: slug, course: twin, in: folder))
                        rows[index].explored.append(
                            try verdict(on: solution, of: slug, course: course, in: folder))
                    } else {
                        rows[index].explored.append(
                            try verdict(on: solution, of: slug, course: course, in: folder))
                        rows[index].plain.append(
                            try verdict(on: solution, of: slug, course: twin, in: folder))
                    }
                }
            }
            rows.forEach { print($0.text(addedMax: Self.addedMax)) }
            if withMutants {
                try measureMutants(of: exercise, besides: rows.flatMap(\.plain), in: folder)
            }
        }
        print("load afterwards: \(Machine(swift: "").load)")
    }

    /// Without exploring a mutant may hang or get through by luck: compared is what the plain verdicts on the solutions cost.
    private func measureMutants(
        of exercise: ExploredExercise, besides plain: [Command.Cost], in folder: URL
    ) throws {
        for mutant in try exercise.submissions("Mutants") {
            var row = Row(name: "\(exercise.slug)/\(mutant.name)", plain: plain)
            for _ in 1...max(1, rounds / 4) {
                row.explored.append(
                    try verdict(
                        on: mutant, of: exercise.slug, course: course, in: folder, isRejected: true))
            }
            print(row.text(addedMax: Self.addedMax))
        }
    }

    private func verdict(
        on solution: ExploredExercise.Submission, of slug: String, course: URL, in folder: URL,
        isRejected: Bool = false
    ) throws -> Command.Cost {
        var command = Command.sil(
            sil, ["test", slug, "--course", course.path, "--json", "--file"] + solution.files, in: folder)
        command.expectedStatus = isRejected ? 1 : 0
        return try command.run(log: folder.appending(path: "log.txt"))
    }

    /// One solution's verdicts.
    private struct Row {
        var name: String
        var plain: [Command.Cost] = []
        var explored: [Command.Cost] = []

        func text(addedMax: Double) -> String {
            let cpu = (median(plain.map(\.cpu)), median(explored.map(\.cpu)))
            let wall = (median(plain.map(\.wall)), median(explored.map(\.wall)))
            let name = name.padding(toLength: 34, withPad: " ", startingAt: 0)
            return name
                + String(
                    format: "CPU s: plain %.3f, explored %.3f, added %.3f; wall s: %.3f, %.3f, %+.3f", cpu.0,
                    cpu.1,
                    cpu.1 - cpu.0, wall.0, wall.1, wall.1 - wall.0)
                + (cpu.1 - cpu.0 > addedMax ? "  MORE THAN \(addedMax)" : "")
        }

        private func median(_ values: [Double]) -> Double {
            let sorted = values.sorted()
            guard !sorted.isEmpty else { return .nan }
            let middle = sorted.count / 2
            return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        }
    }
}
