import Foundation
import Measuring

extension ProjectReport {
    public var json: JSON {
        [
            "schema": 1, "course": .string(course.id), "at": .string(at.formatted(.iso8601)),
            "connections": .int(load.connections), "seconds": .int(load.seconds), "rounds": .int(load.rounds),
            "held": .int(load.held),
            "machine": [
                "cores": .int(machine.cores), "processor": .string(machine.processor),
                "system": .string(machine.system),
            ],
            "servers": .array(servers.map(\.json)), "page": .string(page),
        ]
    }
}

extension ProjectReport.Server {
    fileprivate var json: JSON {
        var members: [JSON.Member] = [
            .init(key: "exercise", value: .string(exercise)), .init(key: "model", value: .string(model)),
            .init(key: "arguments", value: .strings(arguments)), .init(key: "state", value: .string(word)),
        ]
        if case .broken(let words) = state { members.append(.init(key: "reason", value: .string(words))) }
        if let figures {
            members += [
                .init(
                    key: "workloads",
                    value: .object(
                        Workload.allCases.compactMap { workload in
                            figures.workloads[workload].map {
                                .init(key: workload.rawValue, value: $0.json)
                            }
                        })), .init(key: "resting_mib", value: figures.restingMemory.json),
                .init(key: "working_mib", value: figures.workingMemory.json),
                .init(key: "crash", value: figures.crash.json),
            ]
        }
        return .object(members)
    }

    private var word: String {
        switch state {
        case .measured: "measured"
        case .notStarted: "not_started"
        case .notPassed: "not_passed"
        case .broken: "broken"
        }
    }
}

extension WorkloadFigures {
    fileprivate var json: JSON {
        [
            "requests_per_second": rate.json, "p50_ms": p50.json, "p99_ms": p99.json,
            "cpu_us_per_request": cost.json, "answered": answered?.json ?? .null,
        ]
    }
}

extension CrashFigures {
    fileprivate var json: JSON {
        [
            "held": held.json, "lost": lost.json, "survived": .int(survived), "tried": .int(tried),
        ]
    }
}

extension Cell {
    fileprivate var json: JSON {
        switch self {
        case .measured(let spread):
            [
                "median": .seconds(spread.median), "smallest": .seconds(spread.smallest),
                "largest": .seconds(spread.largest),
            ]
        case .unmeasured(.busy(let quiet, let rounds)):
            ["unmeasured": "busy", "quiet": .int(quiet), "rounds": .int(rounds)]
        case .unmeasured(.failed(let words)): ["unmeasured": "failed", "reason": .string(words)]
        }
    }
}
