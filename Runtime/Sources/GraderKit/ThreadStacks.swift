import Glibc

/// How many stacks of threads are mapped in this process: those in use, and those that ended threads have left behind.
///
/// A thread that is neither joined nor detached keeps its stack for good. That shows in no other figure for certain: the size
/// of the address space also grows by what malloc reserves for each thread. glibc keeps up to 40 MiB of stacks of threads
/// that were joined, five of the usual size; see nptl/allocatestack.c.
///
/// - Returns: mappings of proc_pid_maps(5) that are as large as a stack by default, the guard left out.
public func threadStacks() -> Int {
    guard let maps = fopen("/proc/self/maps", "r") else { return 0 }
    defer { fclose(maps) }
    let stackBytes = defaultStackBytes()
    var line = [CChar](repeating: 0, count: lineBytes)
    var count = 0
    while fgets(&line, Int32(lineBytes), maps) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let fields = text.split(separator: " ", omittingEmptySubsequences: true)
        guard fields.count >= 2, fields[1].hasPrefix("rw") else { continue }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2 else { continue }
        let bytes = Int(ends[1] - ends[0])
        if bytes <= stackBytes, bytes > stackBytes - guardBytesMax { count += 1 }
    }
    return count
}

private let lineBytes = 4096
/// One page, of whatever size.
private let guardBytesMax = 128 << 10

private func defaultStackBytes() -> Int {
    // Not a variable: the initializer of `pthread_attr_t` is found in the module of Dispatch.
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return 0 }
    defer { pthread_attr_destroy(attributes) }
    var bytes = 0
    pthread_attr_getstacksize(attributes, &bytes)
    return bytes
}
