// uses: · mode 6 · -O
/// 단어를 세어 많은 순서로 늘어놓음.
func topWords(in text: String, count: Int) -> [(word: String, count: Int)] {
    var counts: [String: Int] = [:]
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
        counts[String(word), default: 0] += 1
    }
    return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(count).map { ($0.key, $0.value) }
}

func groups(_ names: [String]) -> [Character: [String]] {
    Dictionary(grouping: names.filter { !$0.isEmpty }, by: { $0[$0.startIndex] }).mapValues { $0.sorted() }
}

func report() {
    for (index, entry) in topWords(in: "a b a c b a", count: 2).enumerated() {
        print("\(index + 1). \(entry.word): \(entry.count)")
    }
    let evens = stride(from: 0, to: 20, by: 2).lazy.map { $0 * $0 }.filter { $0 % 3 == 0 }
    print(Array(evens), zip(1..., ["가", "나"]).map { "\($0)\($1)" }.joined(separator: ","))
    var numbers = [3, 1, 2]
    numbers.sort(by: >)
    numbers.removeAll { $0 == 2 }
    let (small, large) = (Set(numbers).intersection([1, 5]), Set(numbers).union([7]))
    print(small, large.sorted(), numbers.reduce(into: 0) { $0 += $1 }, numbers.max() ?? 0)
}
