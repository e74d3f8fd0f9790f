import Glibc
import ServerKit

/// 자식이 값을 보내지 못하고 끝남.
struct NoAnswer: Error {}

/// `work`를 자식 프로세스에서 한 번, 그다음 부모에서 한 번 부르고 두 값을 돌려줌.
///
/// - `work`의 값은 어떤 `Int`든 그대로 건너옴.
/// - 부모의 차례는 자식이 끝난 다음임.
/// - 자식이 값을 보내지 못하고 끝나면(이를테면 터져서) `NoAnswer`를 던짐.
/// - 자식은 `_exit`로 끝남(`forkChild`가 그렇게 함). 부모가 `atexit`로 등록해 둔 일은 하지 않음.
/// - 돌아올 때는 자식을 거뒀고, 연 fd를 모두 닫은 뒤임.
func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    // 1. 파이프를 만들고 자식을 띄우세요. 자식은 work의 값을 파이프에 쓰고 끝남.

    // 2. 부모는 쓰는 끝을 닫고, 값을 끝까지 읽고, 자식을 거두세요.

    // 3. 그다음 부모도 work를 부르세요.
    //    지금은 부모가 두 번 부름. 벽이 없어서 값이 이어짐.
    return (child: work(), parent: work())
}
