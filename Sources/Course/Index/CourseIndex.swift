import Glibc

/// A course as it was read last, and texts that follow from it alone, so that nobody parses sixty files to show a list:
/// they are believed while the files of the course have the names, sizes, times and inodes that they had then.
///
/// A file may change without any of these when it is written twice within one tick of the clock; so nothing is kept of a
/// course whose newest file is younger than `settling`.
public struct CourseIndex: Sendable {
    /// Nanoseconds after which a further change to a file shows in its time; ticks last 10 ms at most (time(7)).
    static let settling = 1_000_000_000

    private let reader: String
    private let load: @Sendable (_ name: String) -> [UInt8]?
    private let store: @Sendable (_ bytes: [UInt8], _ name: String) -> Void

    /// - Parameters:
    ///   - reader: names the program that reads courses: another one may read the same files otherwise.
    ///   - load: what is kept by that name; nil where nothing is. There is one for each course.
    ///   - store: keeps it whole or not at all.
    public init(
        reader: String, load: @escaping @Sendable (_ name: String) -> [UInt8]?,
        store: @escaping @Sendable (_ bytes: [UInt8], _ name: String) -> Void
    ) {
        self.reader = reader
        self.load = load
        self.store = store
    }

    /// The course in a folder, from its index where that holds, else from its files.
    ///
    /// - Throws: as `Course.init(at:)`. An index that is missing, damaged or cannot be written is no error.
    public func course(at root: String) throws(CourseError) -> Course {
        let root = CourseFolder.absolute(root)
        let stamp = CourseStamp(root: root)
        let name = Self.name(of: root)
        if var packer = kept(as: name, stamp) {
            var course = Course.blank
            packer.pack(&course)
            if packer.isAtEnd { return course }
        }
        let course = try Course(at: root)
        // What changed while it was read would be kept under the state from before.
        guard isSettled(stamp), CourseStamp(root: root) == stamp else { return course }
        keep(stamp, as: name) { packer in
            var course = course
            packer.pack(&course)
        }
        return course
    }

    /// A text that follows from the files of a course and from `question` alone: as it was made last where that holds,
    /// else made, and kept.
    ///
    /// - Parameter question: everything that `make` knows but for the course; another program's answers are no matter.
    /// - Throws: what `make` throws; then nothing is kept. One that is damaged or cannot be written is no error.
    public func text(
        answering question: String, at root: String, make: () throws -> String
    ) rethrows -> String {
        let root = CourseFolder.absolute(root)
        let stamp = CourseStamp(root: root)
        let question = root + "\n" + question
        let name = Self.name(of: root, place: question)
        if var packer = kept(as: name, stamp) {
            var (asked, text) = ("", "")
            packer.pack(&asked)
            packer.pack(&text)
            // Two questions may share a place.
            if packer.isAtEnd, asked == question { return text }
        }
        let made = try make()
        guard isSettled(stamp), CourseStamp(root: root) == stamp else { return made }
        keep(stamp, as: name) { packer in
            var (question, text) = (question, made)
            packer.pack(&question)
            packer.pack(&text)
        }
        return made
    }

    private func isSettled(_ stamp: CourseStamp) -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return CourseStamp.nanoseconds(now) - stamp.newest > Self.settling
    }

    private static func name(of root: String) -> String {
        hash(of: root) + ".index"
    }

    /// Texts of one course share so many places, and a new one takes its place from an old one: nobody can fill the disk
    /// by asking at every width.
    private static let places: UInt64 = 64

    private static func name(of root: String, place question: String) -> String {
        var hash = FNV1a()
        hash.combine(text: question.utf8)
        return "\(self.hash(of: root)).\(hash.value % places).text"
    }

    private static func hash(of text: String) -> String {
        var hash = FNV1a()
        hash.combine(text: text.utf8)
        return String(hash.value, radix: 16)
    }

    // MARK: What is kept

    /// `magic`, checksum of the rest; reader, stamp, content.
    private static let magic: UInt64 = 0x3230_5844_4e49_4c53

    /// Where the content begins; nil unless it was made by this reader of a course in this state.
    private func kept(as name: String, _ stamp: CourseStamp) -> Packer? {
        guard let bytes = load(name), bytes.count >= 16 else { return nil }
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
        return reader == self.reader && digest == stamp.digest && count == stamp.count ? packer : nil
    }

    private func keep(_ stamp: CourseStamp, as name: String, content: (inout Packer) -> Void) {
        var packer = Packer()
        var (magic, checksum) = (Self.magic, UInt64(0))
        packer.pack(&magic)
        packer.pack(&checksum)
        var (reader, digest, count) = (self.reader, stamp.digest, stamp.count)
        packer.pack(&reader)
        packer.pack(&digest)
        packer.pack(&count)
        content(&packer)
        var bytes = packer.bytes
        let sum = Self.checksum(of: bytes)
        withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        store(bytes, name)
    }

    private static func checksum(of bytes: [UInt8]) -> UInt64 {
        var hash = FNV1a()
        bytes.withUnsafeBytes { hash.combine(UnsafeRawBufferPointer(rebasing: $0[16...])) }
        return hash.value
    }
}
