import Course

/// The third sieve: what the learner wrote, token by token.
///
/// It sees what leaves no trace in an object: marks that silence the compiler, aliases, attributes. A word in a comment
/// or a string is never seen.
struct TokenSieve {
    let uses: Set<Exercise.Capability>
    /// Names that the grader uses and neither it nor the exercise's interface declares.
    let graderWords: Set<String>

    func objections(in file: TokenizedFile) -> [Objection] {
        var found: [Objection] = []
        var depth = 0
        // An import is named as a whole.
        var endOfImport = 0
        for position in file.tokens.indices where position >= endOfImport {
            let token = file.tokens[position]
            switch token.kind {
            case .punctuation:
                switch file.bytes[token.start] {
                case .leftBrace: depth += 1
                case .rightBrace: depth -= 1
                case .at: found += attribute(at: position, in: file)
                default: break
                }
            case .directive: found += directive(token, in: file)
            case .identifier where !token.isEscaped:
                if let declaration = ImportDeclaration(at: position, in: file) {
                    endOfImport = declaration.positions.upperBound
                    found += objections(to: declaration, in: file)
                    continue
                }
                found += word(at: position, isAtFileScope: depth == 0, in: file)
            default: break
            }
        }
        return found
    }

    private func word(at position: Int, isAtFileScope: Bool, in file: TokenizedFile) -> [Objection] {
        let token = file.tokens[position]
        // Most words end here: nothing below begins with another letter.
        switch file.bytes[token.start] {
        case UInt8(ascii: "u") where file.says("unsafe", at: position): return mark(position, in: file)
        case UInt8(ascii: "t") where isAtFileScope && file.says("typealias", at: position):
            return alias(position, in: file)
        case UInt8(ascii: "o") where isAtFileScope && file.says("operator", at: position):
            return standardOperator(position, in: file)
        case UInt8(ascii: "p") where isAtFileScope && file.says("precedencegroup", at: position):
            return precedenceGroup(position, in: file)
        case UInt8(ascii: "m") where file.says("macro", at: position): return macro(position, in: file)
        case UInt8(ascii: "X") where file.text(token).hasPrefix("XCT"):
            return [
                Objection(
                    .tampered, "`\(file.text(token))`: 시험이 쓰는 XCTest의 이름이 제출한 코드에 있음. 시험 코드는 빼고 내세요",
                    at: token, of: file)
            ]
        default: return []
        }
    }

    // MARK: Imports

    private func objections(to declaration: ImportDeclaration, in file: TokenizedFile) -> [Objection] {
        guard let module = declaration.path.first, let ban = Ban(ofModule: module), !ban.isLifted(by: uses)
        else {
            return []
        }
        let token = file.tokens[declaration.positions.lowerBound]
        return [Objection(ban.weight, ban.sentence(about: "import \(module)"), at: token, of: file)]
    }

    // MARK: Attributes, directives, macros

    private func attribute(at position: Int, in file: TokenizedFile) -> [Objection] {
        guard file.isIdentifier(at: position + 1), let name = file.text(at: position + 1),
            let ban = Ban(ofAttribute: name), !ban.isLifted(by: uses)
        else { return [] }
        return [
            Objection(ban.weight, ban.sentence(about: "@\(name)"), at: file.tokens[position], of: file)
        ]
    }

    private func directive(_ token: Token, in file: TokenizedFile) -> [Objection] {
        let name = file.text(token)
        guard let ban = Ban(ofDirective: name), !ban.isLifted(by: uses) else { return [] }
        return [Objection(ban.weight, ban.sentence(about: name), at: token, of: file)]
    }

    private func macro(_ position: Int, in file: TokenizedFile) -> [Objection] {
        // `macro name(` declares one; `macro` alone may be anybody's name.
        guard file.isIdentifier(at: position + 1), !file.tokens[position + 1].startsLine,
            file.says("(", at: position + 2) || file.says("<", at: position + 2),
            !(position > 0 && file.says(".", at: position - 1))
        else { return [] }
        return [
            Objection(
                .forbidden, "`macro` 선언: 매크로는 새로 만들 수 없음. 보통 함수로 쓰세요", at: file.tokens[position],
                of: file)
        ]
    }

    // MARK: Names with a meaning of their own

    private func alias(_ position: Int, in file: TokenizedFile) -> [Objection] {
        guard file.isIdentifier(at: position + 1), let name = file.text(at: position + 1) else { return [] }
        let token = file.tokens[position + 1]
        if StandardNames.types.contains(name) || StandardNames.literals.contains(name) {
            return [
                Objection(
                    .tampered, "`typealias \(name)`: Swift가 정해 둔 이름의 뜻을 바꿈. 다른 이름을 쓰세요", at: token, of: file)
            ]
        }
        guard graderWords.contains(name) else { return [] }
        return [
            Objection(
                .forbidden, "`typealias \(name)`: 시험이 다른 뜻으로 쓰는 이름임. 다른 이름을 쓰세요", at: token, of: file)
        ]
    }

    private func standardOperator(_ position: Int, in file: TokenizedFile) -> [Objection] {
        guard position + 1 < file.tokens.count, let name = file.text(at: position + 1),
            StandardNames.operators.contains(name), position > 0,
            ["prefix", "infix", "postfix"].contains(file.text(at: position - 1))
        else { return [] }
        return [
            Objection(
                .tampered, "`operator \(name)` 선언: Swift의 연산자를 다시 선언함. 새 연산자에는 다른 모양을 쓰세요",
                at: file.tokens[position + 1], of: file)
        ]
    }

    private func precedenceGroup(_ position: Int, in file: TokenizedFile) -> [Objection] {
        guard let name = file.text(at: position + 1), StandardNames.precedenceGroups.contains(name) else {
            return []
        }
        return [
            Objection(
                .tampered, "`precedencegroup \(name)`: Swift의 연산자 순서를 바꿈. 새 이름으로 만드세요",
                at: file.tokens[position + 1], of: file)
        ]
    }

    // MARK: unsafe

    /// `unsafe` before an expression tells the compiler to be silent. As anybody's name it is just a word: `let unsafe`,
    /// `unsafe:`, `nonisolated(unsafe)`.
    private func mark(_ position: Int, in file: TokenizedFile) -> [Objection] {
        guard !uses.contains(.memory), isMark(position, in: file) else { return [] }
        return [
            Objection(
                .tampered, "`unsafe` 표시: 메모리 검사를 끄는 표시는 이 연습에서 쓸 수 없음. 포인터 없이 풀어 보세요",
                at: file.tokens[position], of: file)
        ]
    }

    private func isMark(_ position: Int, in file: TokenizedFile) -> Bool {
        guard position + 1 < file.tokens.count else { return false }
        let token = file.tokens[position]
        let next = file.tokens[position + 1]
        guard !next.startsLine, !isName(position, in: file) else { return false }
        let hasGap = next.start > token.end
        switch next.kind {
        case .identifier: return next.isEscaped || !StandardNames.infixWords.contains(file.text(next))
        case .number, .string, .regex, .directive: return true
        // `unsafe -x` marks, `unsafe - x` and `unsafe-x` subtract.
        case .operator:
            return hasGap && position + 2 < file.tokens.count && file.tokens[position + 2].start == next.end
        case .punctuation:
            let opens = ["(", "[", "@", "\\"].contains { file.says($0, at: position + 1) }
            return hasGap && (opens || isImplicitMember(position + 1, in: file))
        }
    }

    /// After `let` or a dot it is a name. `case` may go on with an expression.
    private func isName(_ position: Int, in file: TokenizedFile) -> Bool {
        guard position > 0 else { return false }
        if file.says(".", at: position - 1) { return true }
        guard file.isIdentifier(at: position - 1), !file.says("case", at: position - 1) else { return false }
        return StandardNames.declaring.contains(file.text(file.tokens[position - 1]))
    }

    /// `unsafe .init(…)`: the dot stands close to what follows only.
    private func isImplicitMember(_ position: Int, in file: TokenizedFile) -> Bool {
        file.says(".", at: position) && file.isIdentifier(at: position + 1)
            && file.tokens[position + 1].start == file.tokens[position].end
    }
}
