import Glibc

/// A course as it was read last, so that nobody parses sixty files to show a list: it is believed while the files of the
/// course have the names, sizes, times and inodes that they had then.
///
/// A file may change without any of these when it is written twice within one tick of the clock; so nothing is kept of a
/// course whose newest file is younger than `settling`.
public struct CourseIndex: Sendable {
    /// Nanoseconds after which a further change to a file shows in its time; ticks last 10 ms at most (time(7)).
    static let settling = 1_000_000_000

    private let folder: String
    private let reader: String

    /// - Parameters:
    ///   - folder: where indices are kept, one for each course; it is not made.
    ///   - reader: names the program that reads courses: another one may read the same files otherwise.
    public init(in folder: String, reader: String) {
        self.folder = folder
        self.reader = reader
    }

    /// The course in a folder, from its index where that holds, else from its files.
    ///
    /// - Throws: as `Course.init(at:)`. An index that is missing, damaged or cannot be written is no error.
    public func course(at root: String) throws(CourseError) -> Course {
        let root = CourseFolder.absolute(root)
        let stamp = CourseStamp(root: root)
        let file = file(of: root)
        if let course = kept(in: file, stamp) { return course }
        let course = try Course(at: root)
        // What changed while it was read would be kept under the state from before.
        guard isSettled(stamp), CourseStamp(root: root) == stamp else { return course }
        keep(course, stamp, in: file)
        return course
    }

    private func isSettled(_ stamp: CourseStamp) -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return CourseStamp.nanoseconds(now) - stamp.newest > Self.settling
    }

    private func file(of root: String) -> String {
        var hash = FNV1a()
        Array(root.utf8).withUnsafeBytes { hash.combine($0) }
        return folder + "/" + String(hash.value, radix: 16) + ".index"
    }

    // MARK: The file

    /// `magic`, checksum of the rest; reader, stamp, course.
    private static let magic: UInt64 = 0x3130_5844_4e49_4c53

    private func kept(in file: String, _ stamp: CourseStamp) -> Course? {
        guard let bytes = Self.read(file), bytes.count >= 16 else { return nil }
        var head = Packer(reading: Array(bytes[..<16]), from: 0)
        var (magic, checksum): (UInt64, UInt64) = (0, 0)
        head.pack(&magic)
        head.pack(&checksum)
        guard magic == Self.magic, checksum == Self.checksum(of: bytes) else { return nil }

        var packer = Packer(reading: bytes, from: 16)
        var (reader, digest, count) = ("", UInt64(0), UInt64(0))
        packer.pack(&reader)
        packer.pack(&digest)
        packer.pack(&count)
        guard reader == self.reader, digest == stamp.digest, count == stamp.count else { return nil }
        var course = Course.blank
        packer.pack(&course)
        return packer.isAtEnd ? course : nil
    }

    private func keep(_ course: Course, _ stamp: CourseStamp, in file: String) {
        var packer = Packer()
        var (magic, checksum) = (Self.magic, UInt64(0))
        packer.pack(&magic)
        packer.pack(&checksum)
        var (reader, digest, count, course) = (self.reader, stamp.digest, stamp.count, course)
        packer.pack(&reader)
        packer.pack(&digest)
        packer.pack(&count)
        packer.pack(&course)
        var bytes = packer.bytes
        let sum = Self.checksum(of: bytes)
        withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        Self.write(bytes, to: file)
    }

    private static func checksum(of bytes: [UInt8]) -> UInt64 {
        var hash = FNV1a()
        bytes.withUnsafeBytes { hash.combine(UnsafeRawBufferPointer(rebasing: $0[16...])) }
        return hash.value
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < 1 << 30
        else { return nil }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                count += got
            }
        }
    }

    /// Whole or not at all: by rename(2).
    private static func write(_ bytes: [UInt8], to path: String) {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...(.max)))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        var written = 0
        while written < bytes.count {
            let put = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { break }
            written += put
        }
        let isWhole = close(descriptor) == 0 && written == bytes.count
        if !isWhole || rename(temporary, path) != 0 { unlink(temporary) }
    }
}
