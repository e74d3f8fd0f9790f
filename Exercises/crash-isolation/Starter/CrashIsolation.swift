import ServerKit

/// 일마다 자식 프로세스를 하나씩 주고, 저마다 어떻게 끝났는지 `jobs`의 차례대로 돌려줌.
///
/// - 일이 돌려준 값은 그 자식의 종료 코드임.
/// - 일이 터져도 부모와 다른 일은 멀쩡함.
/// - 부모에게는 다른 자식이 이미 있을 수 있음. 그 자식은 건드리지 않음.
/// - 자식을 만들 수 없으면 오류를 던짐.
/// - 돌아올 때도 오류를 던질 때도, 이미 띄운 자식은 모두 거둔 뒤임.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var endings: [Ending] = []
    for job in jobs {
        // 1. 자식이 할 일: job을 부르고, 돌려받은 값으로 끝남. (forkChild)

        // 2. 부모가 할 일: 방금 띄운 그 자식이 끝나기를 기다림. (waitChild)

        // 3. 자식이 어떻게 끝났는지 endings에 넣기.
        //    지금은 부모가 직접 job을 부름. job이 터지면 부모도 터짐.
        endings.append(.exited(job()))
    }
    return endings
}
