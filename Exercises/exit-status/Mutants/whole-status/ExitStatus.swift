/// 프로세스가 어떻게 끝났는지.
enum Ending: Equatable {
    case exited(Int32)
    case killed(Int32)

    init(raw: Int32) {
        let signal = raw & 0x7f
        self = signal == 0 ? .exited(raw) : .killed(signal)
    }
}
