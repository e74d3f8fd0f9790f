import Glibc

/// A file that remembers one thing that was found out, as a line of all that it depends on.
struct Fact: ~Copyable {
    private let descriptor: Int32
    private let isOwner: Bool

    /// Opens or makes the file; nil where that cannot be done, which costs only the memory.
    init?(file: String) {
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        isOwner = true
        guard descriptor >= 0 else { return nil }
    }

    /// Uses a descriptor of somebody else.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        isOwner = false
    }

    deinit {
        if isOwner { close(descriptor) }
    }

    /// What a fact depends on: some words, this boot, and when some files were last changed. nil if a file is not
    /// there.
    static func key(_ words: [String], files: [String]) -> String? {
        guard let boot = text("/proc/sys/kernel/random/boot_id") else { return nil }
        var parts = words + ["boot=\(boot.prefix { $0 != "\n" })"]
        for file in files {
            var status = stat()
            guard stat(file, &status) == 0 else { return nil }
            parts.append("\(file)=\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)")
        }
        return parts.joined(separator: " ") + "\n"
    }

    func holds(_ key: String) -> Bool {
        Self.text(descriptor) == key
    }

    /// Two writers at a time write the same, or a mixture that holds for nobody.
    func record(_ key: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        // A short write is a line that holds for nobody.
        _ = pwrite(descriptor, key, key.utf8.count, 0)
    }

    private static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return text(descriptor)
    }

    private static func text(_ descriptor: Int32) -> String? {
        withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
        }
    }
}
