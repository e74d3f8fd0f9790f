import Glibc
import ServerKit
import Synchronization

/// 이것을 만든 다음에 fork 한 프로세스들이 모두 함께 올리고 함께 보는 카운터.
///
/// - 0에서 시작함. 카운터를 둘 만들면 서로 상관없음.
/// - 여러 프로세스가 동시에 올려도 하나도 사라지지 않음.
/// - 자식이 올린 것은 그 자식이 아직 도는 동안에도 부모에게 보임.
struct SharedCounter {
    // 1. fork 뒤에도 함께 보는 메모리를 하나 두세요.
    //    지금은 힙에 있는 객체임. fork 하면 저마다의 복사본이 됨.
    private final class Box { var count = 0 }
    private let box = Box()

    init() throws {
    }

    /// 1 올림.
    func increment() {
        // 2. 읽고 더하고 쓰기를 한 덩어리로 하세요.
        box.count += 1
    }

    /// 지금까지 올린 수.
    var value: Int {
        box.count
    }
}
