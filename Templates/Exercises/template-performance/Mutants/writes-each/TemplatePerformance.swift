struct BatchWriter {
    private let write: ([UInt8]) -> Void
    private var waiting: [UInt8] = []

    init(capacity: Int, write: @escaping ([UInt8]) -> Void) { self.write = write }

    mutating func append(_ piece: [UInt8]) {
        if waiting.count > 1 { flush() }
        waiting += piece
    }

    mutating func flush() {
        guard !waiting.isEmpty else { return }
        write(waiting)
        waiting = []
    }
}
