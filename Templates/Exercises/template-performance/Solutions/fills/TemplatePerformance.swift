/// 자리를 끝까지 채움. 조각이 둘로 나뉘어 나갈 수 있음.
struct BatchWriter {
    private let capacity: Int
    private let write: ([UInt8]) -> Void
    private var block: [UInt8]
    private var filled = 0

    init(capacity: Int, write: @escaping ([UInt8]) -> Void) {
        self.capacity = capacity
        self.write = write
        block = [UInt8](repeating: 0, count: capacity)
    }

    mutating func append(_ piece: [UInt8]) {
        for byte in piece {
            block[filled] = byte
            filled += 1
            if filled == capacity { flush() }
        }
    }

    mutating func flush() {
        if filled > 0 { write(Array(block[..<filled])) }
        filled = 0
    }
}
