/// What a piece of source reads, writes or locks, in the words of the line itself: debug information names no address
/// on a heap, but it gives a column.
///
/// The column of an access is that of the operand's first or last word, of the operator that stores into it, or of the
/// call that is made on it or with it. This reads no grammar: a line that is written in another way gives nothing, and
/// never anything that does not stand in it.
struct Operand {
    private let line: [UInt8]

    /// Longer ones are no names any more.
    private static let bytesMax = 40

    init(line: some StringProtocol) { self.line = Array(line.utf8) }

    /// The name of a variable.
    ///
    /// - Parameter column: of the access, in bytes from 1.
    func variable(at column: Int) -> String? {
        guard let place = place(of: column) else { return nil }
        guard isWord(line[place]) else { return operand(ofOperatorAt: place) }
        let end = endOfWord(at: place)
        // A function, or a macro that hides what it reads; but of a method the receiver is what is touched.
        if isCall(at: end) { return receiver(before: place) }
        return text(startOfPath(endingAt: place)..<endOfSubscripts(at: end))
    }

    /// The name of a lock or the like: what a method is called on, or the first argument of a function.
    func synchronized(at column: Int) -> String? {
        guard let place = place(of: column) else { return nil }
        guard isWord(line[place]) else { return operand(ofOperatorAt: place) }
        let end = endOfWord(at: place)
        guard isCall(at: end) else { return variable(at: column) }
        return receiver(before: place) ?? firstArgument(from: end)
    }

    /// The word at a column.
    func word(at column: Int) -> String? {
        guard let place = place(of: column), isWord(line[place]) else { return nil }
        return text(place..<endOfWord(at: place))
    }

    private func place(of column: Int) -> Int? {
        column >= 1 && column <= line.count ? column - 1 : nil
    }

    private func text(_ range: Range<Int>) -> String? {
        guard !range.isEmpty, range.count <= Self.bytesMax else { return nil }
        return String(validating: line[range], as: UTF8.self)
    }

    // MARK: Operators and calls

    /// `a.b` of `a.b += 1`, `a++` and `++a`.
    private func operand(ofOperatorAt place: Int) -> String? {
        guard "=+-*/%&|^<>.".utf8.contains(line[place]) else { return nil }
        var end = place
        while end > 0, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
        if end > 0, isPathEnd(line[end - 1]) { return text(startOfPath(endingAt: end)..<end) }
        var start = place
        while start < line.count, !isWord(line[start]) { start += 1 }
        guard start < line.count else { return nil }
        return text(start..<endOfSubscripts(at: endOfPath(at: start)))
    }

    /// `a.b` of `a.b.lock()`, when `place` is at `lock`.
    private func receiver(before place: Int) -> String? {
        guard place > 0, line[place - 1] == UInt8(ascii: ".") else { return nil }
        var end = place - 1
        // Optional chaining is no part of a name.
        while end > 0, "?!".utf8.contains(line[end - 1]) { end -= 1 }
        return text(startOfPath(endingAt: end)..<end)
    }

    /// `a[i].m` of `pthread_mutex_lock(&a[i].m)`.
    private func firstArgument(from place: Int) -> String? {
        guard place < line.count, line[place] == UInt8(ascii: "(") else { return nil }
        var start = place + 1
        while start < line.count, " &*(".utf8.contains(line[start]) { start += 1 }
        var depth = 0
        var end = start
        while end < line.count {
            let byte = line[end]
            if "([".utf8.contains(byte) { depth += 1 }
            if ")]".utf8.contains(byte) { depth -= 1 }
            if depth < 0 || (depth == 0 && byte == UInt8(ascii: ",")) { break }
            end += 1
        }
        while end > start, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return text(start..<end)
    }

    private func isCall(at place: Int) -> Bool {
        guard place < line.count else { return false }
        if line[place] == UInt8(ascii: "(") { return true }
        // A trailing closure; a block after a condition looks the same, but has its column elsewhere.
        return line[place...].starts(with: " {".utf8)
    }

    // MARK: Words and paths

    private func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func isPathEnd(_ byte: UInt8) -> Bool { isWord(byte) || "])!?".utf8.contains(byte) }

    private func endOfWord(at place: Int) -> Int {
        var end = place
        while end < line.count, isWord(line[end]) { end += 1 }
        return end
    }

    /// The end of `a.b->c`, from its first word.
    private func endOfPath(at place: Int) -> Int {
        var end = endOfWord(at: place)
        while true {
            let next = end + (line[end...].starts(with: "->".utf8) ? 2 : 1)
            guard end < line.count, line[end] == UInt8(ascii: ".") || next == end + 2,
                next < line.count, isWord(line[next])
            else { return end }
            end = endOfWord(at: next)
        }
    }

    private func endOfSubscripts(at place: Int) -> Int {
        var end = place
        while end < line.count, line[end] == UInt8(ascii: "["), let close = closing(from: end) {
            end = close + 1
        }
        return end
    }

    private func closing(from place: Int) -> Int? {
        var depth = 0
        return line[place...].indices.first { index in
            if line[index] == UInt8(ascii: "[") { depth += 1 }
            if line[index] == UInt8(ascii: "]") { depth -= 1 }
            return depth == 0
        }
    }

    /// Where the path of words, subscripts and calls begins that ends before `end`.
    private func startOfPath(endingAt end: Int) -> Int {
        var start = end
        var depth = 0
        while start > 0 {
            let byte = line[start - 1]
            if "])".utf8.contains(byte) {
                depth += 1
            } else if "[(".utf8.contains(byte) {
                guard depth > 0 else { break }
                depth -= 1
            } else if depth == 0, byte == UInt8(ascii: ">"), start > 1, line[start - 2] == UInt8(ascii: "-") {
                start -= 1
            } else if depth == 0, !isWord(byte), !".?!".utf8.contains(byte) {
                break
            }
            start -= 1
        }
        return start
    }
}
