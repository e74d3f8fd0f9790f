internal import CServerKit
internal import Glibc

/// Memory that several processes have in common; see mmap(2), `MAP_SHARED`.
///
/// Made before a fork, parent and children see the same words. A process that is no child gets ``descriptor``, for
/// example by ``Connection/pass(descriptor:with:)``, and maps it too. Every access is checked against the size.
///
/// A single load or store is whole: nobody sees half a word. What is made of several is not: `memory[0] += 1` reads,
/// adds and writes, and two processes that do so at once may lose one of the two. ``add(_:at:)`` does it in one step.
/// A lock of Swift or Foundation in here does not help: those hold back the threads of one process only.
public final class SharedMemory: Sendable {
    /// How many words of 64 bits.
    public let count: Int
    /// Names the memory for other processes. Closed with this object; closed in started programs.
    public let descriptor: Int32
    // The address never changes, and every access to what is there is atomic or meant to race.
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer

    private static let wordBytes = 8

    /// New memory, all zeros.
    ///
    /// - Throws: ``SystemError``, among others `ENOMEM`, `EMFILE`.
    public convenience init(words count: Int) throws {
        precondition(count > 0, "memory of \(count) words")
        let descriptor = sk_memory_create(count * Self.wordBytes)
        guard descriptor >= 0 else { throw SystemError(call: "memfd_create", errno: errno) }
        try self.init(mapping: descriptor, count: count)
    }

    /// Maps the memory that a descriptor names, and takes the descriptor over.
    ///
    /// - Throws: ``SystemError``, and `EINVAL` if it holds no whole word; then the descriptor is still the caller's.
    public convenience init(descriptor: Int32) throws {
        let bytes = sk_size(descriptor)
        guard bytes >= 0 else { throw SystemError(call: "fstat", errno: errno) }
        guard bytes >= Self.wordBytes else { throw SystemError(call: "mmap", errno: EINVAL) }
        let count = Int(bytes) / Self.wordBytes
        guard let memory = sk_memory_map(descriptor, count * Self.wordBytes) else {
            throw SystemError(call: "mmap", errno: errno)
        }
        self.init(descriptor: descriptor, count: count, memory: memory)
    }

    private convenience init(mapping descriptor: Int32, count: Int) throws {
        guard let memory = sk_memory_map(descriptor, count * Self.wordBytes) else {
            let failure = SystemError(call: "mmap", errno: errno)
            closeDescriptor(descriptor)
            throw failure
        }
        self.init(descriptor: descriptor, count: count, memory: memory)
    }

    private init(descriptor: Int32, count: Int, memory: UnsafeMutableRawPointer) {
        self.descriptor = descriptor
        self.count = count
        self.memory = memory
    }

    deinit {
        _ = sk_memory_unmap(memory, count * Self.wordBytes)
        closeDescriptor(descriptor)
    }

    private func checked(_ index: Int) -> Int {
        precondition(index >= 0 && index < count, "word \(index) of \(count)")
        return index
    }

    /// The word at `index`, counted from 0.
    public subscript(index: Int) -> Int {
        get { Int(sk_word_load(memory, checked(index))) }
        set { sk_word_store(memory, checked(index), Int64(newValue)) }
    }

    /// Adds in one step that no other process can come between; overflow wraps.
    ///
    /// - Returns: The value after it.
    @discardableResult
    public func add(_ value: Int, at index: Int) -> Int {
        Int(sk_word_add(memory, checked(index), Int64(value)))
    }

    /// Stores `value` if the word is `expected`, in one step that no other process can come between.
    ///
    /// - Returns: Whether it was.
    @discardableResult
    public func exchange(_ expected: Int, for value: Int, at index: Int) -> Bool {
        sk_word_exchange(memory, checked(index), Int64(expected), Int64(value))
    }
}
