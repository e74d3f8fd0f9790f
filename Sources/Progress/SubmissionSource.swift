import Course

/// The files that were submitted, byte for byte, with the name that their content gives them.
public struct SubmissionSource: Sendable {
    /// In the order of their names, so that the order in which they were given makes no other submission.
    public let files: [(name: String, bytes: [UInt8])]
    /// SHA-256 over names and contents, in hexadecimal: equal for two submissions exactly when no byte differs.
    public let digest: String
    /// SHA-256 of each file, in the order of `files`.
    let hashes: [SHA256.Digest]

    public init(files: [(name: String, bytes: [UInt8])]) {
        self.files = files.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        hashes = self.files.map { SHA256.digest(of: $0.bytes) }
        digest = Self.digest(of: zip(self.files, hashes).map { (name: $0.name, hash: $1) })
    }

    /// The name of files of which only the hashes are known, in the order of their names.
    static func digest(of files: [(name: String, hash: SHA256.Digest)]) -> String {
        var whole = SHA256()
        for file in files {
            let name = Array(file.name.utf8)
            // The length first: no name and content can be cut in two places.
            whole.update(withUnsafeBytes(of: UInt64(name.count).bigEndian) { Array($0) })
            whole.update(name)
            whole.update(file.hash.bytes)
        }
        return whole.finalize().hexadecimal
    }
}

extension SubmissionSource: Equatable {
    public static func == (left: SubmissionSource, right: SubmissionSource) -> Bool {
        left.digest == right.digest
    }
}
