import Foundation

/// 락 안에서는 적고 꺼내기만 하고, 남의 코드는 밖에서 부름.
final class Thermometer: @unchecked Sendable {
    private struct State {
        var celsius = 0
        var observers: [(Int) -> Void] = []
    }

    private let lock = NSLock()
    private var state = State()

    private func withState<Result>(_ body: (inout State) -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return body(&state)
    }

    var celsius: Int { withState { $0.celsius } }

    func observe(_ observer: @escaping (Int) -> Void) {
        withState { $0.observers.append(observer) }
    }

    func set(_ celsius: Int) {
        let observers = withState {
            $0.celsius = celsius
            return $0.observers
        }
        for observer in observers { observer(celsius) }
    }
}
