import Foundation

/// 다른 프로세스를 밖에서 한 번 본 것.
struct ProcessGlance: Equatable {
    /// 프로그램의 이름. `/proc/PID/stat`의 괄호 안.
    var name: String
    /// 부모의 pid.
    var parent: Int32
    /// 스레드의 수.
    var threads: Int
    /// 좀비인지: 끝났지만 부모가 아직 거두지 않음.
    var isZombie: Bool
}

/// `pid`번 프로세스를 `/proc`에서 봄. 그런 프로세스가 없으면 nil.
///
/// `/proc/PID/stat`은 `pid (이름) 상태 부모 …`로 된 한 줄임. 상태는 글자 하나이고 `Z`가 좀비임.
/// 스레드의 수는 스무 번째 칸임(pid가 첫 번째). 이름에는 빈칸도 괄호도 들어갈 수 있음. proc_pid_stat(5)
func glance(at pid: Int32) -> ProcessGlance? {
    guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return nil }

    // 1. 이름은 첫 여는 괄호부터 **마지막** 닫는 괄호까지임. 그냥 빈칸으로 나누면 무엇이 어긋날까요?
    let fields = line.split(separator: " ")

    // 2. 이름 다음의 칸들에서 상태, 부모, 스레드의 수를 꺼내세요.
    return ProcessGlance(
        name: String(fields[1]), parent: Int32(fields[3]) ?? 0, threads: 1, isZombie: false)
}
