import Glibc
import ServerKit

/// `inputs`의 글자마다 자식 프로세스를 하나씩 띄워 `f`를 부르게 하고, 답을 `inputs`의 차례대로 돌려줌.
///
/// - 자식들은 함께 돎: 앞 자식의 답을 기다리지 않고 다음 자식을 띄움.
/// - 답이 아무리 길어도 그대로 받음.
/// - 자식이 답을 보내기 전에 터지면 그 자리는 `""`임. 나머지 답은 그대로 받음.
/// - 돌아올 때는 자식을 모두 거뒀고, 연 fd를 모두 닫은 뒤임.
func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    // 1. 자식을 모두 띄우세요. 자식은 f의 답을 자기 파이프에 쓰고 끝남.

    // 2. 차례대로 답을 끝까지 읽고 자식을 거두세요.

    // 지금은 부모가 혼자 함.
    return inputs.map(f)
}
