import ServerKit

/// 일꾼이 무엇인지.
enum Model {
    /// 일꾼마다 자식 프로세스 하나.
    case processes
    /// 자식 프로세스 **하나**를 띄우고, 그 안에 일꾼마다 스레드 하나.
    case threads
}

/// 일꾼 `workers`명에게 일을 하나씩 주고, 끝까지 마친 일꾼이 몇인지 돌려줌.
///
/// - `work`는 일꾼마다 한 번 부름. 건네는 값은 일꾼의 번호임: 0부터 `workers - 1`까지.
/// - 모두 띄워 놓고 기다림: 앞의 일꾼이 끝나야 다음 일꾼이 시작하는 것이 아님.
/// - `work`에서 돌아오면 끝까지 마친 것임. 도중에 터지거나 `exit`를 부르면(`exit(0)`도) 아님.
/// - 부르는 쪽 프로세스는 무슨 일이 있어도 멀쩡함: `work`를 여기서 부르지 않음.
/// - 돌아올 때는 띄운 자식을 모두 거둔 뒤임.
func survivors(_ model: Model, workers: Int, _ work: @escaping @Sendable (Int) -> Void) throws -> Int {
    // 1. 마친 일꾼을 셀 곳을 마련하세요: 자식이 세는 것을 부모가 볼 수 있어야 함.

    switch model {
    case .processes:
        // 2. 자식을 모두 띄우고, 모두 거두세요.
        return 0
    case .threads:
        // 3. 자식 하나를 띄우고, 그 안에서 스레드를 모두 띄워 기다리세요.
        return 0
    }
}
