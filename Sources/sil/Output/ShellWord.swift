/// A word as one types it at a shell.
enum ShellWord {
    /// The word itself where a shell takes it as it stands, else in quotes: an anchor may hold brackets and blanks' like.
    static func of(_ word: String) -> String {
        let isPlain = word.unicodeScalars.enumerated().allSatisfy { index, scalar in
            scalar.value >= 0x80
                || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
                || "-_./,:+%@".unicodeScalars.contains(scalar) || scalar == "#" && index > 0
        }
        guard !isPlain || word.isEmpty else { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }
}
