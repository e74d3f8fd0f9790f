extension AnsweredQuiz {
    public enum Judgement: Sendable, Equatable {
        case right, wrong
        /// It is no answer; what is asked for, in Korean.
        case unreadable(String)
    }

    /// Judges what somebody typed.
    ///
    /// Choices are named by number, in digits or in Korean (`2`, `2번`, `②`, `이`, `둘`), several apart by blanks or
    /// commas or run together (`312`); one choice by its own words, too. Texts are compared without capitals, blanks, quotes
    /// and full stops, in either Unicode form.
    public func judge(_ typed: String) -> Judgement {
        switch answer {
        case .texts(let accepted):
            let wanted = Self.folded(typed)
            guard !wanted.isEmpty else { return .unreadable("답을 쓰세요.") }
            return accepted.contains { Self.folded($0) == wanted } ? .right : .wrong
        case .numbers(let right): return judge(typed, numbers: right)
        }
    }

    private func judge(_ typed: String, numbers right: [Int]) -> Judgement {
        let count = quiz.choices.count
        guard let numbers = numbers(in: typed), !numbers.isEmpty else {
            return .unreadable("1부터 \(count)까지의 번호로 답하세요.")
        }
        guard numbers.allSatisfy({ (1...count).contains($0) }) else {
            return .unreadable("1부터 \(count)까지의 번호만 있음.")
        }
        guard Set(numbers).count == numbers.count else { return .unreadable("번호를 한 번씩만 쓰세요.") }
        switch quiz.kind {
        case .choice:
            guard numbers.count == 1 else { return .unreadable("번호를 하나만 쓰세요.") }
            return numbers == right ? .right : .wrong
        case .multi: return Set(numbers) == Set(right) ? .right : .wrong
        case .order, .text:
            guard numbers.count == count else { return .unreadable("번호 \(count)개를 순서대로 모두 쓰세요.") }
            return numbers == right ? .right : .wrong
        }
    }

    private func numbers(in typed: String) -> [Int]? {
        let wanted = Self.folded(typed)
        if let index = quiz.choices.firstIndex(where: { Self.folded($0) == wanted }), !wanted.isEmpty {
            return [index + 1]
        }
        var numbers: [Int] = []
        for word in typed.split(whereSeparator: { $0.isWhitespace || ",.·/;→>-".contains($0) }) {
            if let number = Self.number(String(word)) {
                numbers.append(number)
                continue
            }
            // Run together: `312`, `①③`, `삼일이`. There are never ten choices.
            let digits = word.map { Self.number(String($0)) }
            guard !digits.contains(nil) else { return nil }
            numbers += digits.compactMap(\.self)
        }
        return numbers
    }

    private static let words: [[String]] = [
        ["일", "하나", "한", "첫", "①"], ["이", "둘", "두", "②"], ["삼", "셋", "세", "③"], ["사", "넷", "네", "④"],
        ["오", "다섯", "⑤"], ["육", "여섯", "⑥"], ["칠", "일곱", "⑦"], ["팔", "여덟", "⑧"], ["구", "아홉", "⑨"],
    ]

    /// One number from 1 to 9 as people write it.
    private static func number(_ word: String) -> Int? {
        var word = word
        for ending in ["번째", "번", "째"] where word.count > ending.count && word.hasSuffix(ending) {
            word.removeLast(ending.count)
            break
        }
        if word.count == 1, let digit = word.first?.wholeNumberValue, (0...9).contains(digit) { return digit }
        return words.firstIndex { $0.contains(word) }.map { $0 + 1 }
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && !"`'\"“”‘’.".contains($0) }
    }

    /// The answer in words, for afterwards.
    public var answerText: String {
        switch answer {
        case .texts(let texts): texts.first ?? ""
        case .numbers(let numbers):
            numbers.sorted(by: quiz.kind == .order ? { _, _ in false } : { $0 < $1 }).map { number in
                quiz.choices.indices.contains(number - 1)
                    ? "\(number). \(quiz.choices[number - 1])" : "\(number)"
            }.joined(separator: quiz.kind == .order ? " → " : " · ")
        }
    }
}
