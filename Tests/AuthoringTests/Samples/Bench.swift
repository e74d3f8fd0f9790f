import Course
import Foundation
import Grading
import Reporting
import Sandbox

@testable import Authoring

/// What these tests compile and run with: one toolchain, cache and sandbox; the runtime is built into the cache once.
enum Bench {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let instruments = Result {
        let environment = ProcessInfo.processInfo.environment
        let place =
            environment["SIL_TEST_CACHE"] ?? Cache.place(environment: environment, isRoot: geteuid() == 0)
            + "-tests"
        let cache = try Cache(at: place)
        let toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin", cache: cache)
        let runtime = try RuntimeBuild.ready(
            sources: root.path + "/Runtime", toolchain: toolchain, cache: cache, report: { _ in })
        // Mutations are made by it.
        _ = try runtime.syntax(toolchain: toolchain, cache: cache, report: { _ in })
        return Instruments(
            toolchain: toolchain, cache: cache, sandbox: try Sandbox.probe(cache: cache.root),
            runtime: runtime)
    }

    /// A bench that remembers nothing of earlier runs of these tests.
    static func workbench(tool: String = UUID().uuidString, course: String = root.path) throws -> Workbench {
        Workbench(course: try Course(at: course), instruments: try instruments.get(), tool: tool, jobs: 2)
    }

    /// As `sil` writes findings.
    static let writing = FindingWriting(
        lines: FindingText.lines(of:),
        nothing: { schedules in
            [FindingText.lines(ofNothingIn: nil)]
                + (schedules == nil ? [] : [FindingText.lines(ofNothingIn: schedules)])
        })
}
