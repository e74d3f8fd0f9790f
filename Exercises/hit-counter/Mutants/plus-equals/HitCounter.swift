/// `+=`는 한 번에 끝나니 끼어들 틈이 없음.
final class HitCounter: @unchecked Sendable {
    private var value = 0

    func hit() -> Int {
        value += 1
        return value
    }

    var count: Int { value }
}
