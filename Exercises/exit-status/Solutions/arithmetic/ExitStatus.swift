/// 프로세스가 어떻게 끝났는지.
enum Ending: Equatable {
    case exited(Int32)
    case killed(Int32)

    /// `wait`가 채워 준 정수를 바이트 둘로 나눈 뒤, 아래 바이트를 보고 가름.
    init(raw: Int32) {
        let (code, low) = raw.quotientAndRemainder(dividingBy: 256)
        switch low {
        case 0:
            self = .exited(code)
        case 1...127:
            self = .killed(low)
        default:
            // 128은 덤프 표시임. 나머지가 시그널 번호.
            self = .killed(low - 128)
        }
    }
}
