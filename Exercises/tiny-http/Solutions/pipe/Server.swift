import Glibc
import ServerKit

/// 시그널 핸들러가 한 바이트를 써서 마스터를 깨우는 파이프.
private nonisolated(unsafe) var wakeUp: Int32 = -1
private nonisolated(unsafe) var isOver = false

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    let (readEnd, writeEnd) = try makePipe()
    try setNonBlocking(readEnd)
    try setNonBlocking(writeEnd)
    wakeUp = writeEnd
    for number in [SIGTERM, SIGCHLD] {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            if number == SIGTERM { isOver = true }
            var byte: UInt8 = 0
            while write(wakeUp, &byte, 1) == -1 && errno == EINTR {}
        }
        sigaction(number, &action, nil)
    }
    try setNonBlocking(listener.descriptor)
    var children: [pid_t] = []
    while !isOver {
        let isFull = children.count == processes
        var waits = [pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)]
        if !isFull { waits.append(pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)) }
        poll(&waits, nfds_t(waits.count), -1)
        while let bytes = try? readSome(readEnd), !bytes.isEmpty {}
        children.removeAll { waitpid($0, nil, WNOHANG) == $0 }
        if isOver || isFull { continue }
        let client = accept(listener.descriptor, nil, nil)
        if client == -1 {
            if errno != EAGAIN && errno != EINTR { usleep(10_000) }
            continue
        }
        if let child = start(client, listener, answer) { children.append(child) }
        close(client)
    }
    close(listener.descriptor)
    for child in children { kill(child, SIGTERM) }
    for child in children { while waitpid(child, nil, 0) == -1 && errno == EINTR {} }
}

private func start(_ client: Int32, _ listener: Listener, _ answer: (Request) -> Response) -> pid_t? {
    // 자식이 기다릴 준비를 마칠 때까지 온 SIGTERM은 막아 둠.
    var terms = sigset_t()
    sigemptyset(&terms)
    sigaddset(&terms, SIGTERM)
    sigprocmask(SIG_BLOCK, &terms, nil)
    defer { sigprocmask(SIG_UNBLOCK, &terms, nil) }
    fflush(nil)
    let child = fork()
    guard child == 0 else { return child == -1 ? nil : child }
    close(listener.descriptor)
    let watcher = try? startThread {
        // 막아 둔 시그널을 이 스레드가 기다림.
        var (terms, signal) = (sigset_t(), Int32(0))
        sigemptyset(&terms)
        sigaddset(&terms, SIGTERM)
        sigwait(&terms, &signal)
        shutdown(client, Int32(SHUT_RD))
    }
    watcher?.detach()
    converse(client, answer)
    fflush(nil)
    _exit(0)
}
