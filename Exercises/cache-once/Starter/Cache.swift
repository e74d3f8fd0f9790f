/// 만드는 데 오래 걸리는 값을 한 번만 만들어 두는 캐시. 요청을 맡은 스레드 여럿이 함께 씀.
final class Cache: @unchecked Sendable {
    private var values: [String: Int] = [:]

    /// `key`의 값. 없으면 `make`로 만들어 두고 돌려줌.
    ///
    /// - 같은 key로 여럿이 함께 물어도 `make`는 한 번만 부름. 나머지는 그 값이 생길 때까지 기다림.
    /// - 누가 값을 만드는 동안에도, 다른 key를 묻는 스레드는 그것을 기다리지 않음.
    /// - `make` 안에서 다른 key를 물어도 됨.
    func value(for key: String, make: (String) -> Int) -> Int {
        // 1. 확인: 있으면 그대로 돌려줌
        if let value = values[key] { return value }

        // 2. 행동: 확인한 뒤로 남이 먼저 만들었을 수도 있음
        let value = make(key)
        values[key] = value
        return value
    }
}
