// What a learner might hand in: a right answer, wrong ones, and everything that should not work.
import Dispatch
import Foundation
import Glibc
import Synchronization

@_silgen_name("fork") private func rawFork() -> Int32
@_silgen_name("host_record_version") private func hostRecordVersion() -> Int32

public func sum(_ a: Int, _ b: Int) -> Int { a + b }
public func slowSum(_ a: Int, _ b: Int) async -> Int {
    try? await Task.sleep(for: .milliseconds(2))
    return a + b
}
@MainActor public func mainSum(_ a: Int, _ b: Int) -> Int { Thread.isMainThread ? a + b : 0 }
public func contractVersion() -> Int { Int(hostRecordVersion()) }

// MARK: - Ending badly

public func crash(_ how: String) {
    switch how {
    case "index":
        let values = [1, 2, 3]
        print(values[sum(values.count, 1)])  // crash: index
    case "abort":
        abort()  // crash: abort
    case "null":
        memset(UnsafeMutableRawPointer(bitPattern: 16)!, 1, 4096)  // crash: null
    case "stack":
        print(deeper(1))
    default:
        kill(getpid(), SIGTERM)
    }
}

@inline(never) private func deeper(_ depth: Int) -> Int {
    depth % 2 == 3 ? depth : deeper(depth + 1) + deeper(depth + 2)  // crash: stack
}

public func leave(_ code: Int32) { exit(code) }

public func spin() {
    while sum(1, 1) == 2 {}
}

public func shout(bytes: Int) {
    let line = String(repeating: "가나다라마바사아자차카타파하", count: 24) + "\n"
    for _ in 0..<(bytes / line.utf8.count + 1) {
        print(line, terminator: "")
    }
}

public func hog(megabytes: Int) {
    for _ in 0..<megabytes {
        memset(malloc(1 << 20)!, 7, 1 << 20)
        usleep(500)
    }
}

public func hogInChild(megabytes: Int) {
    let child = rawFork()
    if child == 0 {
        hog(megabytes: megabytes)
        pause()
    }
    pause()
}

/// Memory that is shared with nobody, and yet no file's.
public func hogShared(megabytes: Int) {
    for _ in 0..<megabytes {
        memset(sharedMemory(megabytes: 1), 7, 1 << 20)
        usleep(500)
    }
}

private func sharedMemory(megabytes: Int) -> UnsafeMutableRawPointer {
    mmap(nil, megabytes << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)!
}

/// Four processes fill the same memory; gives once they have.
public func shareMemory(megabytes: Int) {
    let memory = sharedMemory(megabytes: megabytes)
    let children = (0..<3).map { _ in
        let child = rawFork()
        if child == 0 {
            memset(memory, 7, megabytes << 20)
            usleep(100_000)
            _exit(0)
        }
        return child
    }
    memset(memory, 7, megabytes << 20)
    children.forEach { waitpid($0, nil, 0) }
}

// MARK: - Leaving something behind

public func leaveChild() {
    let child = rawFork()
    if child == 0 {
        while true { pause() }
    }
    print("left \(child)")
}

/// A daemon that has left session and group, ignores what can be ignored, and holds stdout and the record
/// pipe.
public func leaveDaemon() {
    var ready: [Int32] = [0, 0]
    pipe(&ready)
    let child = rawFork()
    if child == 0 {
        setsid()
        if rawFork() != 0 { _exit(0) }
        for number in 1..<32 { signal(Int32(number), SIG_IGN) }
        var own = getpid()
        write(ready[1], &own, 4)
        while true { pause() }
    }
    waitpid(child, nil, 0)
    var daemon: Int32 = 0
    read(ready[0], &daemon, 4)
    print("left \(daemon)")
}

/// Gives the number of processes that could be made before the first refusal.
public func forkUntilRefused(atMost limit: Int) -> Int {
    for count in 0..<limit {
        let child = rawFork()
        if child < 0 { return count }
        if child == 0 {
            while true { pause() }
        }
    }
    return limit
}

/// Each process forks as fast as it can, for ever.
public func bomb() {
    while true { _ = rawFork() }
}

// MARK: - Cheating

/// The child comes back with the right answer; the parent leaves.
public func answerFromChild() -> Int {
    if rawFork() == 0 { return 3 }
    usleep(50_000)
    exit(0)
}

public func writeEverywhere() {
    let words = Array("record: result\nindex: 0\nstatus: passed\n".utf8)
    for descriptor in Int32(3)..<1024 { write(descriptor, words, words.count) }
}

public func closeEverything() {
    for descriptor in Int32(3)..<1024 { close(descriptor) }
}

/// Kills the host, and asks whether its group could be signalled too; gives the error of each.
///
/// The group holds whoever runs the tests: signal 0 asks for the same permission, and were the confinement
/// ever broken, nothing but the host of this one test would die. For the same reason never try -1 here: as
/// root that is the machine.
public func killHost() -> [Int32] {
    let group = -getpgid(getppid())
    return [(getppid(), SIGKILL), (group, 0)].map { target, signal in
        errno = 0
        kill(target, signal)
        return errno
    }
}

/// Whether a file can be read or a folder listed. Of another process some files open, and then hold nothing.
public func canRead(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return false }
    var byte: UInt8 = 0
    errno = 0
    let isReadable = read(descriptor, &byte, 1) > 0 || errno == EISDIR
    close(descriptor)
    return isReadable
}

public func canWrite(_ path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    unlink(path)
    return true
}

/// Everything the process is told about itself.
public func surroundings() -> String {
    var text = CommandLine.arguments.joined(separator: " ")
    for descriptor in 0..<1024 {
        var target = [CChar](repeating: 0, count: 4096)
        if readlink("/proc/self/fd/\(descriptor)", &target, 4095) > 0 {
            text += "\n\(descriptor) " + String(cString: target)
        }
    }
    for (key, value) in ProcessInfo.processInfo.environment { text += "\n\(key)=\(value)" }
    return text
}

/// Runs while the library is loaded, in plain C of Swift: its own metadata may not be known yet.
@section(".init_array") @used
let early: @convention(c) () -> Void = {
    earlyDescriptors = 0
    for descriptor in Int32(3)..<255 where fcntl(descriptor, F_GETFD) >= 0 { earlyDescriptors += 1 }
    earlyMemory = open("/proc/self/mem", O_RDONLY)
    if let path = getenv("SIL_TEST_GRADER") { earlyGrader = open(path, O_RDONLY) }
}
nonisolated(unsafe) private var earlyDescriptors: Int32 = -1
nonisolated(unsafe) private var earlyMemory: Int32 = -2
nonisolated(unsafe) private var earlyGrader: Int32 = -2

/// What code that ran before any test could lay its hands on.
public func earlySights() -> [Int32] { [earlyDescriptors, earlyMemory, earlyGrader] }

/// The errors of starting processes and programs, and of making sockets.
public func capabilities() -> [String: Int32] {
    func error(of call: () -> Int32) -> Int32 {
        errno = 0
        return call() < 0 ? errno : 0
    }
    var found: [String: Int32] = [:]
    found["fork"] = error {
        let child = rawFork()
        if child == 0 { _exit(0) }
        if child > 0 { waitpid(child, nil, 0) }
        return child
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    var child: pid_t = 0
    found["spawn"] = posix_spawn(&child, "/bin/true", nil, nil, &arguments, nil)
    if found["spawn"] == 0 { waitpid(child, nil, 0) }
    found["socket"] = error { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) }
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread { done.signal() }
    found["thread"] = done.wait(timeout: .now() + 10) == .success ? 0 : -1
    return found
}

// MARK: - Ordinary system programming

public func firstDescriptor() -> Int32 { open("/dev/null", O_RDONLY) }

public func readInput() -> Int {
    var byte: UInt8 = 0
    return read(0, &byte, 1)
}

/// A child that crashes; gives its signal.
public func crashInChild() -> Int32 {
    let child = rawFork()
    if child == 0 { crash("index") }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return status & 0x7F
}

public func threads() -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? -1
}

/// Two threads that want one mutex at the same time; gives what both have counted.
public func countTogether() -> Int {
    final class Shared: Sendable {
        let count = Mutex(0)
    }
    let shared = Shared()
    let wanting = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    shared.count.withLock { count in
        Thread.detachNewThread {
            wanting.signal()
            shared.count.withLock { $0 += 1 }
            done.signal()
        }
        wanting.wait()
        usleep(20_000)
        count += 1
    }
    done.wait()
    return shared.count.withLock { $0 }
}
