struct BatchWriter {
    private let capacity: Int
    private let write: ([UInt8]) -> Void
    private var waiting: [UInt8] = []

    init(capacity: Int, write: @escaping ([UInt8]) -> Void) {
        self.capacity = capacity
        self.write = write
    }

    mutating func append(_ piece: [UInt8]) {
        if waiting.count + piece.count > capacity {
            write(waiting)
            waiting = []
        }
        waiting += piece
    }

    mutating func flush() {}
}
