import Verdicts

extension Finding {
    /// The same in every document that holds findings. What the threads wait for stands behind the steps.
    var json: JSON {
        [
            "kind": .string(kind.rawValue), "title": .string(title), "handle": .string(handle),
            "schedule": .int(schedule), "message": .string(message),
            "steps": .array((steps + waiting).map(\.json)),
        ]
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
