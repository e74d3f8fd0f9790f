import Foundation

/// 바로 앞의 요청이 끝날 만큼 잠깐 기다렸다가 올림.
final class HitCounter: @unchecked Sendable {
    private var value = 0

    func hit() -> Int {
        usleep(UInt32.random(in: 100...1000))
        value = value + 1
        return value
    }

    var count: Int { value }
}
