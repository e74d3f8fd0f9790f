import Glibc
import ServerKit

/// SIGTERM이 올 때까지 `step`을 되풀이하고, 끝까지 한 `step`의 수를 돌려줌.
///
/// - `step`을 하는 도중에 SIGTERM이 오면 그 `step`을 끝까지 하고 멈춤. 그 `step`도 셈.
/// - SIGTERM이 온 뒤에는 새 `step`을 시작하지 않음. (DispatchSource는 나중에 알려 주므로 여기에는 늦음.)
/// - 한 `step` 동안 SIGTERM이 여러 번 와도 한 번과 같음.
/// - 돌아온 뒤에 다시 부르면 처음부터 다시 돎.
func runUntilTerm(step: () -> Void) -> Int {
    var steps = 0
    // 1. SIGTERM이 오면 알 수 있게 준비하세요.

    // 2. 왔는지 보면서 step을 되풀이하세요.
    //    지금은 SIGTERM을 모름: 시그널이 오면 그 자리에서 죽음.
    while true {
        step()
        steps += 1
    }
    return steps
}
