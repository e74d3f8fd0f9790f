import ServerKit

/// `items`마다 `transform`을 부른 결과를 `items`의 차례대로 돌려줌. 일은 스레드 `threads`개가 나눠 함.
///
/// - `transform`은 항목마다 한 번씩 불림.
/// - 한 번에 일하는 스레드는 `threads`개를 넘지 않고, 항목이 넉넉하면 `threads`개가 함께 일함.
/// - 돌아올 때는 띄운 스레드가 모두 끝나 있음.
///
/// - Parameter threads: 1 이상.
func parallelMap(
    _ items: [Int], threads: Int, _ transform: @escaping @Sendable (Int) -> Int
) throws -> [Int] {
    // 1. items를 threads개의 몫으로 나누세요. 나누어떨어지지 않을 수도, 항목이 스레드보다 적을 수도 있음.

    // 2. 몫마다 startThread로 스레드를 하나 띄우세요. 결과를 어디에 적게 할까요?
    //    스레드마다 따로인 객체에 적고 join 뒤에 모으면 락이 필요 없음.

    // 3. 모두 띄운 다음에 모두 join() 하고, 차례대로 이어 붙이세요.

    // 지금은 부른 스레드가 혼자 다 함.
    return items.map(transform)
}
