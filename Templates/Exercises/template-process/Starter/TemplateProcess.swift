import Glibc
import ServerKit

/// 일마다 자식 프로세스를 하나씩 주고, 저마다의 답을 `jobs`의 차례대로 돌려줌.
///
/// - 일은 자식에서 실행됨. 일이 바꾼 변수는 부모에게 그대로임.
/// - 답은 얼마든지 길 수 있음.
/// - 돌아올 때는 띄운 자식을 모두 거둔 뒤임.
func collect(_ jobs: [() -> String]) throws -> [String] {
    var answers: [String] = []
    for job in jobs {
        // 1. 파이프를 만들고 자식을 띄우세요. (makePipe, forkChild)

        // 2. 자식이 할 일: 답을 파이프에 씀. (writeAll)

        // 3. 부모가 할 일: 쓰는 끝을 닫고, 끝까지 읽고, 거둠. (readToEnd, waitChild)
        //    지금은 부모가 직접 일함.
        answers.append(job())
    }
    return answers
}
