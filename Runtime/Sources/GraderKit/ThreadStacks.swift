import Glibc

/// How many stacks of threads the address space of this process would hold: only differences mean something.
///
/// A thread that is neither joined nor detached keeps its stack for good. Call this before the threads are started and after
/// they have ended: the difference is what they left, and up to five that glibc keeps for the next ones (40 MiB; see
/// nptl/allocatestack.c). From the first call on malloc keeps to the areas that it has: else it would reserve one for new
/// threads, which is larger than a stack; see mallopt(3), `M_ARENA_MAX`.
///
/// - Returns: proc_pid_statm(5), the size of the address space, in stacks of the usual size.
public func threadStacks() -> Int {
    keepAreasOfMalloc()
    return ProcessWatch.addressSpace(of: getpid()) / max(defaultStackBytes(), 1)
}

private typealias Option = @convention(c) (Int32, Int32) -> Int32
/// <malloc.h>, which Glibc's overlay leaves out.
private let areasMax: Int32 = -8

private func keepAreasOfMalloc() {
    guard let mallopt = dlsym(nil, "mallopt") else { return }
    _ = unsafeBitCast(mallopt, to: Option.self)(areasMax, 1)
}

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
