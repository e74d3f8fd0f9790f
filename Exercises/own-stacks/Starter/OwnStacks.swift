import ServerKit

/// 스레드 `threads`개를 새로 띄워 함께 살려 두고, 저마다의 스택이 놓인 주소의 범위를 모아 돌려줌.
///
/// - 스레드마다 번호(0부터)가 하나씩 있고, 제 번호로 `visit`을 한 번 부름.
/// - 어느 스레드도 모두가 `visit`에서 돌아올 때까지는 끝나지 않음. 먼저 끝난 스레드의 스택은 다음 스레드가 다시 쓰기 때문임.
/// - 돌아올 때는 띄운 스레드가 모두 끝나 있고, 그 스택도 남지 않음(join).
/// - 부른 스레드는 `visit`을 부르지 않음.
///
/// - Returns: n번째 칸에 n번 스레드의 스택의 범위. `threads`가 0이면 빈 배열.
func stackRanges(threads: Int, _ visit: @escaping @Sendable (Int) -> Void) throws -> [Range<UInt>] {
    // 1. 스레드를 모두 띄우세요. 저마다 visit을 부르고, 제 스택의 범위를 제자리에 적음.
    //    범위는 currentStack()이 알려줌: **부른** 스레드의 것임.

    // 2. 모두가 visit을 마칠 때까지 아무도 끝나지 않게 하세요.

    // 3. 모두 join 하고 적힌 것을 돌려주세요.

    // 지금은 부른 스레드가 제 스택만 여러 번 적음.
    return try (0..<threads).map { number in
        visit(number)
        return try currentStack()
    }
}
