import Glibc

/// Names the state of the files that a course is read from without reading them: their names, sizes, times and inodes,
/// as git's index does for a work tree (gitformat-index(5)).
struct CourseStamp: Equatable {
    /// A sum over the files, so that the order in which a folder gives its entries does not matter.
    private(set) var digest: UInt64 = 0
    private(set) var count: UInt64 = 0
    /// The newest change among them, in nanoseconds since 1970.
    private(set) var newest: Int = 0

    /// - Parameter root: the folder of the course. What is not there is a state too.
    init(root: String) {
        add(root + "/Lessons/course.yml", named: "course.yml")
        each(in: root + "/Lessons") { stamp, folder, name in
            stamp.add(folder, name, named: name)
        }
        each(in: root + "/Exercises") { stamp, folder, name in
            stamp.add(folder, name.dropLast() + Self.manifest, named: name)
        }
    }

    private static let manifest = "/exercise.yml".utf8CString

    /// - Parameter body: is given the folder and the name of each entry, ended by 0.
    private mutating func each(in path: String, _ body: (inout CourseStamp, Int32, [CChar]) -> Void) {
        guard let stream = opendir(path) else { return }
        defer { closedir(stream) }
        let folder = dirfd(stream)
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
            }
            guard name.first != CChar(bitPattern: UInt8(ascii: ".")) else { continue }
            body(&self, folder, name)
        }
    }

    private mutating func add(_ path: String, named name: String) {
        add(AT_FDCWD, Array(path.utf8CString), named: Array(name.utf8CString))
    }

    private mutating func add(_ folder: Int32, _ path: [CChar], named name: [CChar]) {
        var status = stat()
        let found = fstatat(folder, path, &status, 0)
        var hash = FNV1a()
        name.withUnsafeBytes { hash.combine($0) }
        hash.combine(found == 0 ? 0 : UInt64(errno))
        if found == 0 {
            let (modified, changed) = (Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim))
            for part in [
                Int(status.st_dev), Int(status.st_ino), Int(status.st_mode), Int(status.st_size), modified,
                changed,
            ] {
                hash.combine(UInt64(bitPattern: Int64(part)))
            }
            newest = max(newest, modified, changed)
        }
        digest &+= hash.value
        count += 1
    }

    static func nanoseconds(_ time: timespec) -> Int {
        time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ time.tv_nsec
    }
}

/// The 64-bit FNV-1a hash, eight bytes at a step where there are that many
/// (Fowler, Noll, Vo; RFC 9923). Against accidents, not against anybody.
struct FNV1a {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ word: UInt64) {
        value = (value ^ word) &* 0x0000_0100_0000_01b3
        // Without this the upper bits of a word never reach the lower bits of the value.
        value ^= value >> 32
    }

    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        let words = bytes.count / 8
        for index in 0..<words {
            combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
        }
        for byte in bytes[(words * 8)...] { combine(UInt64(byte)) }
        combine(UInt64(bytes.count))
    }
}
