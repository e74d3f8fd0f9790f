import Glibc

/// Wakes a loop that waits for descriptors: a pipe into which one byte is written each time something has happened.
final class Bell: Sendable {
    /// Readable once it was rung; -1 when the process may open no more descriptors.
    let descriptor: Int32
    /// What a handler of signals writes a byte to.
    let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            (descriptor, writing) = (-1, -1)
            return
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // Who rings never waits: a full pipe has been heard of.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, writing) = (ends[0], ends[1])
    }

    deinit { for end in [descriptor, writing] where end >= 0 { close(end) } }

    func ring() {
        var byte: UInt8 = 1
        if writing >= 0 { _ = write(writing, &byte, 1) }
    }

    func ring(after delay: Duration) {
        Task {
            try? await Task.sleep(for: delay)
            ring()
        }
    }

    /// Whether it was rung since it was asked last.
    func take() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64)
        var hasRung = false
        while descriptor >= 0, read(descriptor, &bytes, bytes.count) > 0 { hasRung = true }
        return hasRung
    }
}
