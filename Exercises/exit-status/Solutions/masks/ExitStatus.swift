/// 프로세스가 어떻게 끝났는지.
enum Ending: Equatable {
    case exited(Int32)
    case killed(Int32)

    /// `wait`가 채워 준 정수를 풀어 읽음.
    init(raw: Int32) {
        let signal = raw & 0x7f
        let code = (raw >> 8) & 0xff
        self = signal == 0 ? .exited(code) : .killed(signal)
    }
}
