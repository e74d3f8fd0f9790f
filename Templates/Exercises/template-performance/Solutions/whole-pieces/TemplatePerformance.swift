/// 조각을 나누지 않음. 들어갈 자리가 없으면 먼저 비움.
struct BatchWriter {
    private let capacity: Int
    private let write: ([UInt8]) -> Void
    private var waiting: [UInt8] = []

    init(capacity: Int, write: @escaping ([UInt8]) -> Void) {
        self.capacity = capacity
        self.write = write
    }

    mutating func append(_ piece: [UInt8]) {
        if waiting.count + piece.count > capacity { flush() }
        waiting += piece
    }

    mutating func flush() {
        guard !waiting.isEmpty else { return }
        write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
