internal import CServerKit
internal import Glibc

/// Waits for many descriptors at once; see epoll(7).
///
/// What is watched is what is open, not its number: a descriptor that was copied by a fork goes on being reported after
/// it was closed here. ``remove(_:)`` it before closing it where that may be.
public struct Poller: Hashable, Sendable {
    /// What to be told of; see epoll_ctl(2).
    public struct Interest: OptionSet, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// There is something to read, or the other side has closed.
        public static let reading = Interest(rawValue: UInt32(SK_READABLE))
        /// There is room to write.
        public static let writing = Interest(rawValue: UInt32(SK_WRITABLE))
        /// Tell once for each change, not as long as the state lasts: read and write until `EAGAIN` each time.
        public static let edgeTriggered = Interest(rawValue: UInt32(SK_EDGE_TRIGGERED))
        /// Tell once, then no more until ``Poller/change(_:to:)``.
        public static let once = Interest(rawValue: UInt32(SK_ONCE))
        /// Of several pollers that watch the same descriptor, wake one; with ``reading`` or ``writing`` only.
        public static let exclusive = Interest(rawValue: UInt32(SK_EXCLUSIVE))
    }

    /// A descriptor that is ready.
    public struct Event: Hashable, Sendable {
        public let descriptor: Int32
        /// A read would not wait: it gives bytes, the end or an error.
        public let isReadable: Bool
        /// A write would not wait.
        public let isWritable: Bool
        /// The other side has closed, or the connection is broken. There may be bytes to read all the same.
        public let isHungUp: Bool
    }

    /// Its own descriptor, which can be watched too.
    public let descriptor: Int32

    /// - Throws: ``SystemError`` if no descriptor is left (`EMFILE`, `ENFILE`).
    public init() throws {
        descriptor = sk_poller_create()
        guard descriptor >= 0 else { throw SystemError(call: "epoll_create1", errno: errno) }
    }

    /// Begins to watch a descriptor.
    ///
    /// - Throws: ``SystemError``, among others `EEXIST` if it is watched already, `EPERM` for what is always ready, such
    ///   as a regular file.
    public func add(_ descriptor: Int32, for interest: Interest = .reading) throws {
        try control(SK_POLLER_ADD, descriptor, interest)
    }

    /// Watches for something else from now on.
    ///
    /// - Throws: ``SystemError`` with `ENOENT` if the descriptor is not watched.
    public func change(_ descriptor: Int32, to interest: Interest) throws {
        try control(SK_POLLER_CHANGE, descriptor, interest)
    }

    /// Watches it no more.
    ///
    /// - Throws: ``SystemError`` with `ENOENT` if the descriptor is not watched.
    public func remove(_ descriptor: Int32) throws {
        try control(SK_POLLER_REMOVE, descriptor, [])
    }

    private func control(_ change: sk_poller_change, _ watched: Int32, _ interest: Interest) throws {
        guard sk_poller_control(descriptor, change, watched, interest.rawValue) == 0 else {
            throw SystemError(call: "epoll_ctl", errno: errno)
        }
    }

    /// Waits until something is ready; see epoll_wait(2). A wait that a signal interrupts goes on for the time that is
    /// left.
    ///
    /// - Parameters:
    ///   - milliseconds: How long at most; nil waits without an end, 0 only looks.
    ///   - count: How many to tell of at once; 256 at most.
    /// - Returns: What is ready; empty when the time is over.
    /// - Throws: ``SystemError`` with `EBADF` after ``close()``.
    public func wait(milliseconds: Int? = nil, upTo count: Int = 64) throws -> [Event] {
        precondition(count > 0, "a wait for \(count) events has no end")
        let timer = Timer(milliseconds: milliseconds)
        var events = [sk_event](repeating: sk_event(), count: min(count, Int(SK_EVENTS_MAX)))
        while true {
            let ready = sk_poller_wait(descriptor, &events, Int32(events.count), timer.left)
            if ready >= 0 { return events.prefix(Int(ready)).map(Event.init) }
            guard errno == EINTR else { throw SystemError(call: "epoll_wait", errno: errno) }
        }
    }

    /// Closes the poller; what it watched stays open.
    public func close() {
        closeDescriptor(descriptor)
    }
}

extension Poller.Event {
    fileprivate init(_ event: sk_event) {
        func has(_ bit: Int) -> Bool { event.bits & UInt32(bit) != 0 }
        descriptor = event.descriptor
        isReadable = has(SK_READABLE)
        isWritable = has(SK_WRITABLE)
        isHungUp = has(SK_HUNG_UP)
    }
}
