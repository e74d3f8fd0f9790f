import Course
import Grading
import Measuring
import Progress
import Reporting

/// The exercises of a course whose programs are compared, and what the learner has of them.
struct Entrants {
    /// In the order of the course.
    let exercises: [Exercise]

    /// - Parameter only: slugs or names of models; empty for all.
    /// - Throws: `Failure` for a name that fits none, and for a course that compares nothing.
    init(of course: Course, only: [String]) throws {
        let all = course.exercises.filter { $0.compared != nil }
        guard !all.isEmpty else {
            throw Failure(
                kind: "no_project", message: "이 과정에는 나란히 잴 서버가 없음", suggestions: ["sil list"],
                exitStatus: .badInput)
        }
        for name in only where !all.contains(where: { $0.isNamed(name) }) {
            throw Failure.usage("invalid_value", "--only \(name): 그런 서버가 없음", suggestions: all.map(\.slug))
        }
        exercises = only.isEmpty ? all : all.filter { exercise in only.contains(where: exercise.isNamed) }
    }

    /// One of them, as far as it came.
    struct Made {
        var exercise: Exercise
        var model: String
        var arguments: [String]
        var made: Result

        enum Result {
            case program(ServerProgram)
            case none(ProjectReport.Server.State)
        }

        /// What takes part in the measurement.
        var entry: Bench.Entry? {
            guard case .program(let program) = made else { return nil }
            return Bench.Entry(id: exercise.slug) { [arguments] in try program.start(arguments) }
        }

        func server(_ figures: [String: ServerFigures]) -> ProjectReport.Server {
            let state: ProjectReport.Server.State =
                switch made {
                case .none(let state): state
                case .program: figures[exercise.slug].map { .measured($0) } ?? .broken("재지 못함")
                }
            return ProjectReport.Server(
                exercise: exercise.slug, model: model, arguments: arguments, state: state)
        }
    }

    /// Builds what the learner has passed, from the files as they are now.
    ///
    /// - Throws: for what keeps any of them from being built.
    func programs(
        in session: Session, of course: Course, _ progress: CourseProgress, line: MeasuringLine
    ) async throws -> [Made] {
        let (workspace, _) = try session.workspace(for: course.id)
        var build: ServerBuild?
        var made: [Made] = []
        for exercise in exercises {
            guard let compared = exercise.compared else { continue }
            let files = workspace.swiftFiles(of: exercise)
            let result: Made.Result
            if files.isEmpty {
                result = .none(.notStarted)
            } else if progress.standings[exercise.slug]?.state != .passed {
                result = .none(.notPassed)
            } else {
                let ready = try build ?? session.serverBuild()
                build = ready
                line.showBuilding(compared.model)
                result = try await self.result(of: ready.build(Submission(of: exercise, files: files)))
            }
            made.append(
                Made(
                    exercise: exercise, model: compared.model, arguments: compared.arguments, made: result))
        }
        return made
    }

    private func result(of result: ServerBuild.Result) -> Made.Result {
        switch result {
        case .ready(let program): .program(program)
        case .doesNotCompile: .none(.broken("지금 코드가 컴파일되지 않음"))
        case .failed(let words): .none(.broken(words))
        }
    }
}

extension Exercise {
    fileprivate func isNamed(_ name: String) -> Bool { slug == name || compared?.model == name }
}

extension Session {
    /// The machinery that builds and runs servers.
    fileprivate func serverBuild() throws -> ServerBuild {
        let machinery = try machinery(tier: tier(nil))
        let preparation = PreparationLine()
        return ServerBuild(
            Instruments(
                toolchain: machinery.toolchain, cache: machinery.cache, sandbox: machinery.sandbox,
                runtime: try machinery.runtime { preparation.show($0) }))
    }
}
