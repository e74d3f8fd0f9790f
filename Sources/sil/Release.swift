import CBuild

/// What this build calls itself.
enum Release {
    static let version = "0.1.0"

    /// With what it was built from and with, where that is known: `0.1.0 (1a2b3c4, Swift 6.3.1)`.
    static var description: String {
        guard let record = build_record() else { return version }
        let words = String(cString: record).split(separator: " ", maxSplits: 1)
        return "\(version) (\(words.joined(separator: ", ")))"
    }
}
