internal import CServerKit
internal import Glibc

/// Closes a descriptor; see close(2).
///
/// Never repeated: Linux has given the number up even where the call is interrupted, and by the second call it may be
/// somebody else's.
///
/// - Precondition: The descriptor is open. Closing one twice closes, sooner or later, one that another part of the
///   program has just opened.
public func closeDescriptor(_ descriptor: Int32) {
    guard close(descriptor) != 0 else { return }
    precondition(errno != EBADF, "descriptor \(descriptor) is not open: was it closed before?")
}

/// Makes `target` a second name of what `descriptor` names; what `target` named before is closed. See dup2(2).
///
/// The copy is kept open in started programs, whatever holds for the original.
///
/// - Throws: ``SystemError`` with `EBADF` if `descriptor` is not open.
public func duplicate(_ descriptor: Int32, onto target: Int32) throws {
    while dup2(descriptor, target) < 0 {
        // EBUSY: another thread is opening that number at this moment.
        guard errno == EINTR || errno == EBUSY else { throw SystemError(call: "dup2", errno: errno) }
    }
}

/// Makes reads and writes that would wait fail with `EAGAIN` instead, or undoes that; see fcntl(2), `O_NONBLOCK`.
///
/// The flag belongs to what is open, not to the number: copies made by `dup2` or a fork have it too.
///
/// - Throws: ``SystemError`` with `EBADF` if the descriptor is not open.
public func setNonBlocking(_ descriptor: Int32, _ isOn: Bool = true) throws {
    guard sk_set_nonblocking(descriptor, isOn) == 0 else { throw SystemError(call: "fcntl", errno: errno) }
}

/// Makes two sockets that are connected to each other; see socketpair(2). Both are closed in started programs.
///
/// - Throws: ``SystemError`` if no descriptor is left (`EMFILE`, `ENFILE`).
public func makeSocketPair() throws -> (Connection, Connection) {
    var ends: [Int32] = [-1, -1]
    guard sk_socket_pair(&ends) == 0 else { throw SystemError(call: "socketpair", errno: errno) }
    return (Connection(descriptor: ends[0]), Connection(descriptor: ends[1]))
}

/// Waits until there is something to read, or the end of it; see poll(2). A wait that a signal interrupts goes on for
/// the time that is left.
///
/// - Parameter milliseconds: How long at most; nil waits without an end, 0 only looks.
/// - Returns: Whether a read would not wait.
/// - Throws: ``SystemError`` with `EBADF` if the descriptor is not open.
public func waitToRead(_ descriptor: Int32, milliseconds: Int? = nil) throws -> Bool {
    let timer = Timer(milliseconds: milliseconds)
    while true {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&wait, 1, timer.left)
        guard ready < 0 else {
            // poll(2) has no error for this: it reports the descriptor as ready.
            guard wait.revents & Int16(POLLNVAL) == 0 else { throw SystemError(call: "poll", errno: EBADF) }
            return ready > 0
        }
        guard errno == EINTR else { throw SystemError(call: "poll", errno: errno) }
    }
}

/// Makes `print` write each line at once, also where standard output is no terminal; see setvbuf(3). To be called before
/// anything is printed.
///
/// Into a pipe or a file `print` otherwise keeps some thousand bytes back, and whoever waits for a server's “listening”
/// waits for ever.
public func printByLine() {
    _ = sk_line_buffered()
}
