public import Course
import Foundation

/// What a learner hands in for one exercise: file names and bytes, checked and hashed. Nothing of it is executed.
public struct Submission: Sendable {
    public struct File: Sendable, Equatable {
        /// Base name in NFC; ends in `.swift`.
        public var name: String
        public var bytes: [UInt8]

        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Limits on what is taken: a compiler is started on nothing larger.
    public static let maximumBytes = 1 << 20
    public static let maximumFiles = 64

    public var exercise: Exercise
    /// Sorted by name.
    public var files: [File]
    /// Why the bytes cannot be used (not UTF-8, a NUL, too big), in Korean; nil when they can. Such a submission is
    /// graded `invalid_submission` without starting anything.
    public var flaw: String?

    /// Reads the files at `paths`: regular files only, a path that is a link is followed once by name but a device,
    /// pipe or folder is refused.
    ///
    /// - Throws: `GradingError.unreadable`, `.duplicateName`, `.emptySubmission`.
    public init(of exercise: Exercise, files paths: [String]) throws {
        guard !paths.isEmpty else { throw GradingError.emptySubmission }
        var files: [File] = []
        var flaw: String?
        var names: Set<String> = []
        for path in paths {
            let name = URL(fileURLWithPath: path).lastPathComponent.precomposedStringWithCanonicalMapping
            guard names.insert(name).inserted else { throw GradingError.duplicateName(name) }
            let read = try Self.read(path)
            if case .tooBig = read { flaw = flaw ?? "\(name): 1 MB가 넘음" }
            files.append(File(name: name, bytes: read.bytes))
        }
        self.init(of: exercise, files: files, flaw: flaw)
    }

    public init(of exercise: Exercise, files: [File], flaw: String? = nil) {
        self.exercise = exercise
        self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.flaw = flaw ?? Self.flaw(in: self.files)
    }

    enum Content {
        case whole([UInt8])
        case tooBig([UInt8])
        var bytes: [UInt8] {
            switch self {
            case .whole(let bytes), .tooBig(let bytes): bytes
            }
        }
    }

    static func read(_ path: String) throws -> Content {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw GradingError.unreadable(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw GradingError.unreadable(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let kind = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
            throw GradingError.unreadable(path: path, errno: kind)
        }
        guard let bytes = readToEnd(descriptor, limit: maximumBytes) else { return .tooBig([]) }
        return .whole(bytes)
    }

    private static func flaw(in files: [File]) -> String? {
        guard files.count <= maximumFiles else { return "파일이 \(files.count)개임. \(maximumFiles)개까지 받음" }
        guard files.contains(where: { $0.name.hasSuffix(".swift") }) else { return ".swift 파일이 없음" }
        for file in files {
            guard file.name.hasSuffix(".swift") else { return "\(file.name): .swift 파일이 아님" }
            guard !file.name.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
                return "파일 이름에 제어 문자가 있음"
            }
            guard file.bytes.count <= maximumBytes else { return "\(file.name): 1 MB가 넘음" }
            if let place = file.bytes.firstIndex(of: 0) {
                return "\(file.name): \(place + 1)번째 바이트가 NUL임. 텍스트 파일이 아님"
            }
            guard String(validating: file.bytes, as: UTF8.self) != nil else {
                return "\(file.name): UTF-8이 아님. 편집기에서 UTF-8로 저장하세요"
            }
        }
        return nil
    }
}
