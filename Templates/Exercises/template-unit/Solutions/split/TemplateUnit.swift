/// 나눈 뒤에 세고, 둘째 마디를 자름.
func path(ofRequest line: String) -> String? {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words.allSatisfy({ !$0.isEmpty }) else { return nil }
    return String(words[1].prefix { $0 != "?" })
}
