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
        add(AT_FDCWD, Array((root + "/Lessons/course.yml").utf8CString), named: "course.yml".utf8)
        addEntries(of: root + "/Lessons", file: "")
        addEntries(of: root + "/Exercises", file: "/exercise.yml")
    }

    /// Adds a file for each entry of a folder; hidden ones are no part of a course.
    ///
    /// - Parameter file: follows the name of the entry.
    private mutating func addEntries(of path: String, file: String) {
        guard let stream = opendir(path) else { return }
        defer { closedir(stream) }
        let folder = dirfd(stream)
        let end = Array(file.utf8CString)
        // The one path for all of them: there may be ten thousand.
        var path: [CChar] = []
        while let entry = readdir(stream) {
            withUnsafeBytes(of: &entry.pointee.d_name) { name in
                guard let length = name.firstIndex(of: 0), name[0] != UInt8(ascii: ".") else { return }
                path.removeAll(keepingCapacity: true)
                path.append(contentsOf: name[..<length].lazy.map { CChar(bitPattern: $0) })
                path.append(contentsOf: end)
                add(folder, path, named: name[..<length])
            }
        }
    }

    private mutating func add(_ folder: Int32, _ path: [CChar], named name: some Collection<UInt8>) {
        var status = stat()
        let found = fstatat(folder, path, &status, 0) == 0
        var hash = FNV1a()
        hash.combine(text: name)
        hash.combine(found ? 0 : UInt64(errno))
        if found {
            let (modified, changed) = (Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim))
            hash.combine(UInt64(status.st_dev))
            hash.combine(UInt64(status.st_ino))
            hash.combine(UInt64(status.st_mode))
            hash.combine(UInt64(bitPattern: Int64(status.st_size)))
            hash.combine(UInt64(bitPattern: Int64(modified)))
            hash.combine(UInt64(bitPattern: Int64(changed)))
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

    mutating func combine(text bytes: some Collection<UInt8>) {
        for byte in bytes { combine(UInt64(byte)) }
        combine(UInt64(bytes.count))
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
