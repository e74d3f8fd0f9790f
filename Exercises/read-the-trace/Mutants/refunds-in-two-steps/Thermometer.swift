import Foundation

/// 온도가 바뀔 때마다 등록된 곳에 알려 줌. 알림을 받은 쪽이 온도를 다시 물어도 됨.
final class Thermometer: @unchecked Sendable {
    private let lock = NSLock()
    private var current = 0
    private var observers: [(Int) -> Void] = []

    var celsius: Int {
        lock.lock()
        defer { lock.unlock() }
        return current
    }

    func observe(_ observer: @escaping (Int) -> Void) {
        lock.lock()
        defer { lock.unlock() }
        observers.append(observer)
    }

    /// 온도를 바꾸고 등록된 모두에게 새 온도를 알림. 돌아오기 전에 다 알림.
    func set(_ celsius: Int) {
        lock.lock()
        current = celsius
        let all = observers
        lock.unlock()
        for tell in all { tell(celsius) }
    }
}
