import Verdicts

extension Finding {
    /// The same in every document that holds findings. What the threads wait for stands behind the steps.
    var json: JSON {
        func member(_ key: String, _ value: JSON) -> JSON.Member { .init(key: key, value: value) }
        var members = [
            member("kind", .string(kind.rawValue)), member("title", .string(title)),
            member("handle", .string(handle)), member("schedule", .int(schedule)),
            member("preemptions", .int(preemptions)), member("minimum", isMinimum.map(JSON.bool) ?? .null),
            member("orders", .int(orders?.all)), member("shown", .int(orders?.shown)),
            member("message", .string(message)), member("steps", .array((steps + waiting).map(\.json))),
        ]
        if let scenario {
            members.append(member("test", .string(scenario.test)))
            members.append(member("scenario", .string(scenario.title)))
        }
        return .object(members)
    }
}

extension FindingStep {
    var json: JSON {
        [
            "thread": .string(thread), "action": .string(action.rawValue), "what": .string(what),
            "value": .string(value), "file": .string(place?.file), "line": .int(place?.line),
            "lock": .string(lock),
            "held_by": heldBy.isEmpty ? .null : .string(heldBy.joined(separator: ", ")),
            "note": .string(note?.rawValue),
        ]
    }
}
