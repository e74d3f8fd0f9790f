#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Random bytes that no other installation has: what its portfolios are signed with. They lie beside the store, in a file that
/// only its owner reads, and are in no archive.
public enum InstallationSecret {
    public static let byteCount = 32
    static let fileName = "portfolio.key"
    private static let mark = "sil-ed25519 "

    /// Those of the installation whose store lies in the folder `home`. Made when they are asked for first; of two processes
    /// that ask at once, one makes them and the other gets the same.
    ///
    /// - Throws: `PortfolioError.damagedKey`, `ProgressError`
    public static func bytes(at home: String) throws -> [UInt8] {
        let path = "\(home)/\(fileName)"
        if let bytes = try read(path) { return bytes }
        try StoreFile.makeFolder(home)
        try make(path)
        guard let bytes = try read(path) else { throw ProgressError(errno: ENOENT, path: path) }
        return bytes
    }

    /// nil where there is no file.
    private static func read(_ path: String) throws -> [UInt8]? {
        // No link is followed, and nothing that waits for somebody to write is waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            if errno == ELOOP { throw PortfolioError.damagedKey(path: path) }
            throw ProgressError(errno: errno, path: path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw PortfolioError.damagedKey(path: path)
        }
        // Whoever reads it can sign: a copy that lost its mode on the way gets it back.
        if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let capacity = buffer.count
        let count = Glibc.read(descriptor, &buffer, capacity)
        guard count >= 0 else { throw ProgressError(errno: errno, path: path) }
        guard let bytes = parsed(String(decoding: buffer.prefix(count), as: UTF8.self)) else {
            throw PortfolioError.damagedKey(path: path)
        }
        return bytes
    }

    private static func make(_ path: String) throws(ProgressError) {
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let unfinished = "\(path).\(UInt64.random(in: 0 ... .max, using: &generator))"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ProgressError(errno: errno, path: path) }
        defer { unlink(unfinished) }
        let text = Array(written(secret).utf8)
        let isWritten = write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten else { throw ProgressError(errno: code, path: path) }
        // link, not rename: what another process made meanwhile is what all of them use.
        guard link(unfinished, path) == 0 || errno == EEXIST else {
            throw ProgressError(errno: errno, path: path)
        }
    }

    private static func written(_ secret: [UInt8]) -> String {
        mark
            + secret.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n"
    }

    private static func parsed(_ text: String) -> [UInt8]? {
        guard text.hasPrefix(mark) else { return nil }
        let digits = Array(text.dropFirst(mark.count).utf8)
        guard digits.count == 2 * byteCount + 1 else { return nil }
        let secret = (0..<byteCount).compactMap {
            UInt8(String(decoding: digits[2 * $0..<2 * $0 + 2], as: UTF8.self), radix: 16)
        }
        return secret.count == byteCount && written(secret) == text ? secret : nil
    }
}
