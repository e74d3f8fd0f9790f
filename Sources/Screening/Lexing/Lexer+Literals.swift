/// Strings and regex literals.
extension Lexer {
    /// The current byte is the first quote.
    mutating func openString(pounds: Int, from start: Int? = nil) {
        let start = start ?? index
        let isMultiline = peek(1) == .quote && peek(2) == .quote
        // `#"""#` is one quote in a raw string of one line.
        let isEmptyRaw = isMultiline && pounds > 0 && hasPounds(pounds, at: index + 3) && peek(3) != .quote
        literals.append(Literal(pounds: pounds, isMultiline: isMultiline && !isEmptyRaw))
        index += isMultiline && !isEmptyRaw ? 3 : 1
        readString(from: start)
    }

    /// Reads on in the innermost literal, up to its end or its next interpolation.
    mutating func readString(from start: Int) {
        guard let literal = literals.last else { return }
        while index < bytes.count {
            switch bytes[index] {
            case .backslash where hasPounds(literal.pounds, at: index + 1):
                index += 1 + literal.pounds
                if peek() == .leftParenthesis {
                    append(.string, from: start, to: index)
                    literals[literals.count - 1].parentheses = 1
                    append(.punctuation, from: index, to: index + 1)
                    index += 1
                    return
                }
                // A line that goes on after `\` ends a literal of one line all the same.
                if peek() != .newline { index = min(index + 1, bytes.count) }
            case .quote where isClosed(literal):
                index += (literal.isMultiline ? 3 : 1) + literal.pounds
                return closeString(from: start)
            case .newline where !literal.isMultiline, .carriageReturn where !literal.isMultiline:
                // Not closed: the compiler will say so.
                return closeString(from: start)
            default: index += 1
            }
        }
        closeString(from: start)
    }

    private mutating func closeString(from start: Int) {
        append(.string, from: start, to: index)
        literals.removeLast()
    }

    private func isClosed(_ literal: Literal) -> Bool {
        guard literal.isMultiline else { return hasPounds(literal.pounds, at: index + 1) }
        return peek(1) == .quote && peek(2) == .quote && hasPounds(literal.pounds, at: index + 3)
    }

    func hasPounds(_ count: Int, at place: Int) -> Bool {
        guard count > 0 else { return true }
        return place + count <= bytes.count && bytes[place..<place + count].allSatisfy { $0 == .pound }
    }

    /// The end of the regex literal whose text begins at `start`, or nil if none begins there.
    func endOfRegex(from start: Int, pounds: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let isMultiline = pounds > 0 && (bytes[start] == .newline || bytes[start] == .carriageReturn)
        if pounds == 0, bytes[start] == .blank || bytes[start] == .tab { return nil }
        var place = start
        var groups = 0
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case .backslash: place += 1
            case .newline, .carriageReturn: if !isMultiline { return nil }
            case .leftParenthesis: groups += 1
            case .rightParenthesis:
                groups -= 1
                // `foo(/, 1)` passes an operator.
                if pounds == 0, groups < 0 { return nil }
            case .slash where hasPounds(pounds, at: place + 1):
                let endsInBlank = bytes[place - 1] == .blank || bytes[place - 1] == .tab
                return pounds == 0 && (endsInBlank || place == start) ? nil : place + 1 + pounds
            default: break
            }
            place += 1
        }
        return nil
    }
}
