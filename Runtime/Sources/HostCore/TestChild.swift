import CHost
import GraderKit

/// What a test's own process does, between the fork and its end.
final class TestChild {
    private let name: String
    private let entries: host_entries
    private let explorer: HostExplorer?
    private let budget: ExplorationBudget
    private let replayed: ReplayedSchedule?

    /// - Parameter budget: for the test's scenarios, if there is an explorer.
    init(
        name: String, entries: @escaping host_entries, explorer: HostExplorer?, budget: ExplorationBudget,
        replayed: ReplayedSchedule?
    ) {
        self.name = name
        self.entries = entries
        self.explorer = explorer
        self.budget = budget
        self.replayed = replayed
    }

    /// Forks a process for the test; in the parent, gives its handle.
    func fork(_ specification: host_child_spec) throws(HostFault) -> host_child {
        var child = host_child()
        var specification = specification
        let code = host_fork(
            &specification,
            { test, context in
                guard let test, let context else {
                    preconditionFailure("CHost gives both")
                }
                Unmanaged<TestChild>.fromOpaque(context).takeUnretainedValue().run(test)
            },
            Unmanaged.passUnretained(self).toOpaque(), &child)
        guard code == 0 else {
            throw .system(what: "fork", code: code)
        }
        return child
    }

    private func run(_ test: OpaquePointer) -> Never {
        explorer?.testBegins()
        Explorer.current = explorer?.explorer
        Explorer.current?.budget = budget
        Explorer.replayed = replayed
        let all = entries().map { registeredTests(at: $0) } ?? []
        guard let entry = all.first(where: { $0.name == name }) else {
            Self.send(.fault("entry: \(name) is not among the \(all.count) registered tests"), test)
        }
        let outcome = entry.run { outcome in Self.send(Report(outcome), test) }
        Self.send(Report(outcome), test)
    }

    private static func send(_ report: Report, _ test: OpaquePointer) -> Never {
        let body = report.body
        host_report(test, body, body.count)
    }
}
