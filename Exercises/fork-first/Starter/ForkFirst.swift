import ServerKit

/// 워커 프로세스 `processes`개를 띄우고, 워커마다 스레드 `threads`개가 `body`를 부르게 함.
///
/// - `body`에는 워커의 번호(0부터 `processes - 1`)를 넘김. 모두 `processes × threads`번 불림.
/// - 한 워커의 스레드들은 함께 돌고, 워커들도 함께 돎.
/// - 워커는 제 스레드가 모두 끝나면 종료 코드 0으로 끝남.
/// - 부모는 `body`를 부르지 않고, 워커가 모두 끝나면 모두 거둔 뒤에 돌아옴.
///
/// - Returns: 워커마다 어떻게 끝났는지, 번호 차례대로.
func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    // 스레드를 먼저 띄우고 fork 함. 자식에게 스레드는 몇 개일까요?
    var workers: [Int32] = []
    for number in 0..<processes {
        let running = try (0..<threads).map { _ in try startThread { body(number) } }
        workers.append(try forkChild { 0 })
        running.forEach { $0.join() }
    }
    return try workers.map(waitChild)
}
