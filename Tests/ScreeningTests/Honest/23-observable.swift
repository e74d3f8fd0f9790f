// uses: · mode 6 · -O
import Observation

@Observable final class Model {
    var count = 0
    var names: [String] = []
    @ObservationIgnored var cache: [Int: String] = [:]
    var summary: String { "\(count): \(names.joined(separator: ","))" }
}

func changes(of model: Model) -> Bool {
    nonisolated(unsafe) var changed = false
    withObservationTracking {
        _ = model.summary
    } onChange: {
        changed = true
    }
    model.count += 1
    return changed
}
