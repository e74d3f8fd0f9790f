import Foundation

/// A submission's files as the compiler sees them: names that need no care anywhere, in a folder of the run's own.
struct StagedFiles: Sendable {
    var folder: String
    /// Names in the folder.
    var sources: [String]
    /// The learner's name by every name a message may use for a file.
    var names: [String: String] = [:]
    /// Source lines by the learner's file name.
    var lines: [String: [Substring]] = [:]

    init(_ files: [Submission.File], in folder: String, reserved: Set<String>) throws {
        self.folder = folder
        sources = []
        for (index, file) in files.enumerated() {
            // Others include a header by its name.
            let keepsName = Self.isPlain(file.name) || file.name.hasSuffix(".h")
            let ending = file.name.hasSuffix(".c") ? ".c" : ".swift"
            var name = keepsName && !file.name.hasPrefix(".") ? file.name : "File\(index)" + ending
            // No learner's name may stand for two files, nor for one of ours.
            while reserved.contains(name) || sources.contains(name)
                || (name != file.name && files.contains { $0.name == name })
            {
                name = "_" + name
            }
            guard writeFile(file.bytes, to: folder + "/" + name) else {
                throw GradingError.cacheUnusable(path: folder, errno: ENOSPC)
            }
            sources.append(name)
            for seen in [name, "/source/" + name] { names[seen] = file.name }
            lines[file.name] = String(decoding: file.bytes, as: UTF8.self)
                .split(omittingEmptySubsequences: false) { $0.isNewline }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ".")
        }
    }
}
