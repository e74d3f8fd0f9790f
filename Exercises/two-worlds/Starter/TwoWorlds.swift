import Glibc
import ServerKit

/// 정수 하나가 든 상자. 힙에 놓임.
final class Box: @unchecked Sendable {
    var value: Int

    init(_ value: Int) {
        self.value = value
    }
}

/// 자식 프로세스에서 `work(box)`를 한 번 부르고, 그 뒤에 부모가 보는 `box.value`를 돌려줌.
///
/// - 부모는 자식이 끝나기를 기다리고, 거둔 다음에 값을 읽음.
/// - 자식을 만들 수 없으면 오류를 던짐.
/// - 부모는 `work`를 부르지 않음. 자식은 `work`를 마치면 끝남: 이 함수에서 돌아오지 않음.
func afterFork(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    // 1. 자식을 띄우세요. 자식이 할 일은 work(box)임.

    // 2. 자식이 끝나기를 기다리고 거두세요.

    // 3. 부모의 상자에 든 값을 돌려주세요. 무엇이 들어 있을까요?
    return 0
}

/// 새 스레드에서 `work(box)`를 한 번 부르고, 그 뒤에 부른 쪽이 보는 `box.value`를 돌려줌.
///
/// - 부른 쪽은 스레드가 끝나기를 기다린 다음에 값을 읽음. 돌아올 때는 그 스레드의 스택도 남지 않음(join).
/// - 부른 스레드는 `work`를 부르지 않음.
func afterThread(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    // 위와 같은 세 걸음임. 자식 프로세스 대신 스레드를 띄우세요.
    return 0
}
