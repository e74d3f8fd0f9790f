func path(ofRequest line: String) -> String? {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1 else { return nil }
    return String(words[1].prefix { $0 != "?" })
}
