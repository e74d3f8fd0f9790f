import Foundation

extension Cache {
    /// Bytes on disk, by what they are kept for.
    public struct Size: Sendable, Equatable {
        /// Built runtimes, one for each toolchain and version of their sources.
        public var runtimes: Int64 = 0
        /// Compiled modules that exercises import.
        public var modules: Int64 = 0
        /// Graders' libraries, one for each interface that learners have handed in.
        public var graders: Int64 = 0
        /// What checks of courses found out, and courses as they were read.
        public var checks: Int64 = 0
        public var total: Int64 { runtimes + modules + graders + checks }
    }

    /// What is kept when nobody sets a limit: two toolchains and the graders of a large course.
    public static let defaultLimit: Int64 = 2 << 30

    /// `SIL_CACHE_LIMIT_MB` in bytes, else `defaultLimit`. A limit of 0 keeps nothing.
    public static func limit(environment: [String: String]) -> Int64 {
        guard let megabytes = environment["SIL_CACHE_LIMIT_MB"].flatMap({ Int64($0) }), megabytes >= 0 else {
            return defaultLimit
        }
        return min(megabytes, 1 << 40) << 20
    }

    public func size() -> Size {
        func bytes(in folder: String) -> Int64 { entries(of: folder).reduce(0) { $0 + $1.bytes } }
        return Size(
            runtimes: bytes(in: "runtime"), modules: bytes(in: "modules"), graders: bytes(in: "graders"),
            checks: bytes(in: "checks") + bytes(in: "courses"))
    }

    /// Removes what was used longest ago until at most `limit` bytes are left.
    ///
    /// - Returns: bytes removed; 0 too when another process is grading: then the next one does it.
    @discardableResult
    public func trim(to limit: Int64) -> Int64 {
        alone { removed(downTo: limit) } ?? 0
    }

    /// Removes everything.
    ///
    /// - Returns: bytes removed.
    /// - Throws: `GradingError.cacheInUse` while another process is grading.
    public func clear() throws -> Int64 {
        guard let bytes = alone({ removed(downTo: -1) }) else { throw GradingError.cacheInUse(path: root) }
        return bytes
    }

    /// Says that an entry was needed now.
    package func touch(_ name: String) { utimensat(AT_FDCWD, file(name), nil, 0) }

    private struct Entry {
        var name: String
        var bytes: Int64
        var usedAt: Int
    }

    /// Folders of what is worth keeping.
    static let kept = ["runtime", "modules", "graders", "checks", "courses", "plans", "toolchains"]

    private func removed(downTo limit: Int64) -> Int64 {
        let all = Self.kept.flatMap(entries)
        var left = all.reduce(0) { $0 + $1.bytes }
        let before = left
        for entry in all.sorted(by: { $0.usedAt < $1.usedAt }) where left > limit {
            // Out of its place at once, so that a kill half-way leaves no half of it there.
            let gone = file("stage/\(getpid())-removed-\(UInt64.random(in: 0...(.max)))")
            guard rename(file(entry.name), gone) == 0 else { continue }
            try? FileManager.default.removeItem(atPath: gone)
            left -= entry.bytes
        }
        return before - left
    }

    private func entries(of folder: String) -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []
        return names.map { name in
            var status = stat()
            lstat(file(folder) + "/" + name, &status)
            return Entry(
                name: folder + "/" + name, bytes: bytes(at: file(folder) + "/" + name),
                usedAt: status.st_mtim.tv_sec)
        }
    }

    /// Blocks on disk, of everything below a folder.
    private func bytes(at path: String) -> Int64 {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        let own = Int64(status.st_blocks) * 512
        guard status.st_mode & S_IFMT == S_IFDIR else { return own }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.reduce(own) { $0 + bytes(at: path + "/" + $1) }
    }
}
