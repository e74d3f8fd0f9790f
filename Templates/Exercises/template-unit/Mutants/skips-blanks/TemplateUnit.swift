func path(ofRequest line: String) -> String? {
    let words = line.split(separator: " ")
    guard words.count == 3 else { return nil }
    return String(words[1].prefix { $0 != "?" })
}
