import CHost
import CInterpose
import GraderKit
import Glibc
import HostCore

extension HostExplorer {
    /// Scenarios run by `CInterpose`, in workers that the test's process forks.
    static var inProcess: HostExplorer {
        HostExplorer(
            learnerLoaded: { learner in
                var learner = learner
                let begin = host_library_begin(&learner)
                guard begin != 0 else {
                    return "nobody knows where it was loaded"
                }
                return ip_scenarios_prepare(begin, learner.fd).map { String(cString: $0) }
            },
            testBegins: {
                ip_scenarios_begin()
                host_timers_watch(ip_scenario_refuse)
            },
            explorer: Explorer(
                run: Scenario.run(_:choices:share:), isRunning: ip_scenario_is_running,
                failed: Scenario.failed,
                rests: { Int(clamping: ip_rests()) }
            ))
    }
}

private enum Scenario {
    static func run(
        _ body: () -> Void, choices: String?, share: ExplorationBudget.Share
    ) throws(ExplorerFault) -> Exploration {
        var result = ip_scenario_result()
        // Read before a schedule is run, and the processes that do that have a copy of it.
        let replay = choices.map { strdup($0) }
        defer { free(replay ?? nil) }
        let fault = withoutActuallyEscaping(body) { body in
            // The workers that call it end before this returns.
            let context = Unmanaged.passRetained(Body(body))
            defer { context.release() }
            var scenario = ip_scenario(
                body: { argument in
                    guard let argument else {
                        preconditionFailure("CInterpose gives back what it was given")
                    }
                    Unmanaged<Body>.fromOpaque(argument).takeUnretainedValue().run()
                },
                argument: context.toOpaque(), fork: host_worker_fork, seed: Explorer.seed,
                cost_max: UInt64(share.searching), telling_max: UInt64(share.telling), replay: replay ?? nil)
            return ip_scenario_explore(&scenario, &result)
        }
        if let fault {
            throw ExplorerFault(String(cString: fault))
        }
        return Exploration(result)
    }

    static func failed(_ failure: TestFailure) {
        guard ip_scenario_is_running() else {
            return
        }
        var words = failure.description
        words.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                ip_scenario_fail(UInt32(clamping: failure.line), bytes.baseAddress, bytes.count)
            }
        }
    }

    private final class Body {
        let run: () -> Void

        init(_ run: @escaping () -> Void) {
            self.run = run
        }
    }
}

extension Exploration {
    fileprivate init(_ result: ip_scenario_result) {
        self.init()
        isExhausted = result.is_exhausted
        assumesWaiting = result.assumes_waiting
        orders = Int(result.orders)
        executions = Int(result.executions)
        schedules = Int(result.schedules)
        limited = Int(result.limited)
        cost = Int(result.cost)
        isRepeatable = result.is_repeatable
        untold = Int(result.untold)
        findings = Self.lines(result)
        if orders > 0 {
            shown = withUnsafeBytes(of: result.shown) { counts in
                counts.bindMemory(to: UInt64.self).prefix(findings.count).map(Int.init)
            }
        }
        failure = result.failure.map {
            TestFailure(line: Int(result.failure_line), description: String(cString: $0))
        }
    }

    private static func lines(_ result: ip_scenario_result) -> [String] {
        let bytes = UnsafeRawBufferPointer(start: result.findings, count: result.findings_bytes)
        return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}
