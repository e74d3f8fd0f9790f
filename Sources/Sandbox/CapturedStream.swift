import Glibc

/// The first bytes of one of a job's output streams. The rest is read and thrown away.
struct CapturedStream {
    private(set) var descriptor: Int32
    private(set) var bytes: [UInt8] = []
    private(set) var wasCut = false
    private let limit: Int

    /// Takes a non-blocking descriptor over.
    init(descriptor: Int32, limitKB: Int) {
        self.descriptor = descriptor
        limit = min(max(0, limitKB), 1 << 30) * 1024
    }

    /// Reads once. Returns whether there may be more at once.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Bool {
        guard descriptor >= 0 else { return false }
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0 {
            return errno == EINTR
        }
        guard count > 0 else {
            close()
            return false
        }
        let kept = min(count, limit - bytes.count)
        bytes.append(contentsOf: buffer[..<kept])
        wasCut = wasCut || kept < count
        return true
    }

    /// Reads what is there and closes: a descriptor sent out of the sandbox may keep the pipe open for ever.
    mutating func finish(with buffer: UnsafeMutableRawBufferPointer) {
        // More than a pipe can hold means that somebody is still writing.
        var reads = 1 << 20 / max(1, buffer.count) + 1
        while reads > 0, read(into: buffer) { reads -= 1 }
        close()
    }

    private mutating func close() {
        guard descriptor >= 0 else { return }
        _ = Glibc.close(descriptor)
        descriptor = -1
    }
}
