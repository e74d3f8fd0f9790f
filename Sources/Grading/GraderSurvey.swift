public import Course
import Foundation
import Screening

/// What a grader is by itself: its tests, and what of a learner's module it holds on to.
public struct GraderSurvey: Sendable, Equatable, Codable {
    public struct Test: Sendable, Equatable, Codable {
        /// `Class.method`
        public var name: String
        /// The `///` lines above it; nil where there are none.
        public var title: String?
    }

    /// Why there is nothing to survey: the compiler's words; nil when there is.
    public var failure: String?
    public var tests: [Test] = []
    /// Names by which it uses what the learner's module adds to types that are not the learner's (`Int.==`).
    public var foreignNames: [String] = []
    /// Types of the learner's whose own `==` decides when it compares their values.
    public var comparedTypes: [String] = []
}

extension Grader {
    /// Reads the grader of an exercise against its first solution.
    ///
    /// - Throws: `GradingError`, `SandboxError` for what keeps this machine from compiling.
    public func survey(of exercise: Exercise) async throws -> GraderSurvey {
        let sources = try GraderSources(of: exercise, toolchain: toolchain, runtime: runtime)
        let stage = try cache.stage()
        defer { stage.remove() }
        let flags = CompilePlan.Flags(of: exercise)
        _ = try await compiler.warmModuleCaches(for: [flags, flags.forGrader], report: {})
        let build = GraderBuild(sources: sources, compiler: compiler, cache: cache)
        guard let reference = try await build.reference(in: stage) else {
            return GraderSurvey(failure: "풀이가 컴파일되지 않음")
        }
        switch try await build.inspect(against: reference, in: stage) {
        case .failed(let words): return GraderSurvey(failure: words)
        case .doesNotFit(let messages): return GraderSurvey(failure: messages.joined(separator: "\n"))
        case .bindsForeign(let names): return GraderSurvey(foreignNames: names)
        case .ready(let (tests, object)):
            let bound = BoundNames(object: object, module: exercise.module).names
            let types = BoundNames.types(in: object, module: exercise.module)
            return GraderSurvey(
                tests: tests.map { GraderSurvey.Test(name: $0.name, title: $0.title) },
                foreignNames: bound.filter { name in
                    guard let colon = name.range(of: ": ") else { return name.contains(".") }
                    return !types.contains(String(name[colon.upperBound...]))
                },
                comparedTypes: EqualityUses(object: object, module: exercise.module).types)
        }
    }
}
