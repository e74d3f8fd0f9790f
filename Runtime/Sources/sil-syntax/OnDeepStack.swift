import Glibc

/// Runs work on a thread whose stack holds the deepest tree that a file of `SourceText.maximumBytes` can make.
///
/// Nesting ends in the parser at 256 levels, but a chain of calls or members is as deep as it is long, and every
/// visitor recurses on it. Only the pages that are touched cost memory.
enum OnDeepStack {
    /// Bytes. A level of the deepest chain takes two bytes of source and about a kilobyte of stack.
    private static let size = 4 << 30

    static func run(_ work: @escaping () -> Int32) -> Int32 {
        let box = Unmanaged.passRetained(Box(work))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        guard pthread_attr_setstacksize(&attributes, size) == 0,
            pthread_create(&thread, &attributes, { Box.run($0) }, box.toOpaque()) == 0
        else {
            // Where so much address space is not to be had, an ordinary file still gets its answer.
            return box.takeRetainedValue().work()
        }
        pthread_join(thread, nil)
        return box.takeRetainedValue().status
    }

    private final class Box {
        let work: () -> Int32
        var status: Int32 = 0

        init(_ work: @escaping () -> Int32) {
            self.work = work
        }

        static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let pointer else { return nil }
            let box = Unmanaged<Box>.fromOpaque(pointer).takeUnretainedValue()
            box.status = box.work()
            return nil
        }
    }
}
