public import Glibc
import ServerKit

/// A process and all it has started, looked at from outside through /proc; see proc(5). Costs those processes nothing
/// and tells them nothing.
///
/// What is counted changes while one looks: compare after the processes have come to rest, such as by
/// ``Program/eventually(_:seconds:_:)``.
public struct ProcessWatch: Sendable {
    public let root: pid_t
    /// A variable of the environment that only these processes have: by it orphans are known that this process, the
    /// nearest sub-reaper, was given.
    private let mark: String?

    /// The tree below `root`, itself included; without the processes whose parents have ended.
    public init(_ root: pid_t) {
        self.init(root, mark: nil)
    }

    init(_ root: pid_t, mark: String?) {
        self.root = root
        self.mark = mark
    }

    /// This process and all below it.
    public static var own: ProcessWatch { ProcessWatch(getpid()) }

    /// All of them that run, zombies left out.
    public var processes: [pid_t] { entries.filter { !$0.isZombie }.map(\.pid) }

    /// How many have ended without being waited for.
    public var zombies: Int { entries.count { $0.isZombie } }

    /// How many descriptors are open, all processes together.
    public var descriptors: Int { processes.reduce(0) { $0 + Self.names(in: "/proc/\($1)/fd").count } }

    /// How many threads there are, all processes together.
    public var threads: Int { processes.reduce(0) { $0 + Self.names(in: "/proc/\($1)/task").count } }

    /// Whether every thread of theirs sleeps or is stopped, and none woke between two looks: a thread that did has been
    /// switched to in between; see `State` and `voluntary_ctxt_switches` in proc_pid_status(5).
    public var isAsleep: Bool {
        guard let first = switchesAsleep else { return false }
        return switchesAsleep == first
    }

    /// How often their threads have gone to sleep so far, all of those that still run together; see
    /// `voluntary_ctxt_switches` in proc_pid_status(5). One that asks again and again without pause does not sleep.
    public var sleeps: Int {
        processes.reduce(0) { total, pid in
            Self.names(in: "/proc/\(pid)/task").reduce(total) {
                $0 + (Int(Self.status(ofTask: $1, of: pid)["voluntary_ctxt_switches"] ?? "") ?? 0)
            }
        }
    }

    /// Bytes of memory in RAM that no file stands behind and no other process shares by a mapping, all together.
    public var memory: Int { processes.reduce(0) { $0 + Self.privateBytes(of: $1) } }

    /// Bytes of address space, all together, whether anything lies in it or not; see `size` in proc_pid_statm(5).
    public var addressSpace: Int { processes.reduce(0) { $0 + Self.addressSpace(of: $1) } }

    /// What each descriptor of the root names, as /proc has it: `socket:[4242]`, `pipe:[17]`, a path.
    public var openFiles: [Int32: String] {
        var files: [Int32: String] = [:]
        for name in Self.names(in: "/proc/\(root)/fd") {
            guard let number = Int32(name) else { continue }
            files[number] = Self.target(of: "/proc/\(root)/fd/\(name)")
        }
        return files
    }

    // MARK: The tree

    struct Entry {
        let pid: pid_t
        let isZombie: Bool
    }

    /// Whoever exists at this moment.
    var entries: [Entry] {
        var pids = [root]
        if let mark { pids += Self.children(of: getpid()).filter { $0 != root && Self.has(mark, pid: $0) } }
        var next = 0
        // The list is its own queue.
        while next < pids.count {
            pids += Self.children(of: pids[next]).filter { !pids.contains($0) }
            next += 1
        }
        return pids.compactMap { pid in Self.state(of: pid).map { Entry(pid: pid, isZombie: $0 == "Z") } }
    }

    private static func children(of pid: pid_t) -> [pid_t] {
        names(in: "/proc/\(pid)/task").flatMap { task in
            text(of: "/proc/\(pid)/task/\(task)/children").split(separator: " ").compactMap { pid_t($0) }
        }
    }

    /// nil when it is gone. The name before it, in brackets, may hold anything.
    private static func state(of pid: pid_t) -> Character? {
        let text = text(of: "/proc/\(pid)/stat")
        guard let bracket = text.lastIndex(of: ")") else { return nil }
        let state = text[bracket...].dropFirst(2).first
        return state == "X" ? nil : state
    }

    /// A zombie has no environment any more: an orphan that ended counts as one of theirs no longer.
    private static func has(_ mark: String, pid: pid_t) -> Bool {
        text(of: "/proc/\(pid)/environ").split(separator: "\0").contains { $0 == mark }
    }

    /// How often each thread has gone to sleep, by its id; nil if one does not sleep now.
    private var switchesAsleep: [pid_t: Substring]? {
        var switches: [pid_t: Substring] = [:]
        for pid in processes {
            for task in Self.names(in: "/proc/\(pid)/task") {
                let fields = Self.status(ofTask: task, of: pid)
                guard let state = fields["State"]?.first else { continue }
                guard "STt".contains(state), let thread = pid_t(task) else { return nil }
                switches[thread] = fields["voluntary_ctxt_switches"] ?? ""
            }
        }
        return switches
    }

    private static func status(ofTask task: String, of pid: pid_t) -> [Substring: Substring] {
        let lines = text(of: "/proc/\(pid)/task/\(task)/status").split(separator: "\n")
        let fields = lines.map { $0.split(separator: ":\t", maxSplits: 1) }.filter { $0.count == 2 }
        return Dictionary(fields.map { ($0[0], $0[1]) }) { $1 }
    }

    // MARK: Files of /proc

    private static func privateBytes(of pid: pid_t) -> Int {
        let sizes = memorySizes(of: pid)
        return sizes.count > 2 ? max(0, sizes[1] - sizes[2]) : 0
    }

    static func addressSpace(of pid: pid_t) -> Int { memorySizes(of: pid).first ?? 0 }

    /// The fields of proc_pid_statm(5), in bytes.
    private static func memorySizes(of pid: pid_t) -> [Int] {
        let pages = text(of: "/proc/\(pid)/statm").split(separator: " ").compactMap { Int($0) }
        return pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    }

    /// Empty when it is gone, as everything here.
    private static func text(of path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        return String(decoding: (try? readToEnd(descriptor)) ?? [], as: UTF8.self)
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func target(of link: String) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let text = buffer.baseAddress else { return "" }
            let count = readlink(link, text, buffer.count)
            return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
