/// 작은 조각을 모아 두었다가 `write`에 한꺼번에 넘김. `write`를 부를 때마다 시스템 콜을 한 번 한다고 보세요.
struct BatchWriter {
    private let capacity: Int
    private let write: ([UInt8]) -> Void

    /// - `capacity`: 모아 둘 수 있는 바이트 수. 조각은 이보다 길지 않음.
    init(capacity: Int, write: @escaping ([UInt8]) -> Void) {
        self.capacity = capacity
        self.write = write
    }

    /// 조각을 받음. 자리가 있으면 모으기만 함.
    mutating func append(_ piece: [UInt8]) {
        // 1. 모아 둘 곳을 만들고, 자리가 없을 때만 내보내세요.
        write(piece)
    }

    /// 남은 것을 내보냄. 없으면 아무것도 하지 않음.
    mutating func flush() {
        // 2. 남은 것이 있을 때만 write를 부르세요.
    }
}
