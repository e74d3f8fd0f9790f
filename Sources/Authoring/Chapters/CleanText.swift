import Foundation

/// What an editor does not show and a reader, a search or a diff stumbles over: tabs, blanks at ends of lines, decomposed
/// Hangul, characters without width.
struct CleanText: Check {
    let path: String
    let root: String

    func findings(on bench: Workbench) async throws -> Findings {
        guard let text = SourceText(path, in: root) else { return Findings() }
        return Findings(Self.faults(in: text))
    }

    static func faults(in text: SourceText) -> [Fault] {
        var faults = text.lines.enumerated().flatMap { index, line in
            self.faults(in: line, number: index + 1, of: text)
        }
        if text.bytes.contains(UInt8(ascii: "\r")) {
            let number = text.bytes.prefix { $0 != UInt8(ascii: "\r") }.count { $0 == UInt8(ascii: "\n") } + 1
            faults.append(
                Fault(
                    file: text.path, line: number, rule: "line-end", message: "줄 끝이 CRLF임",
                    fix: "편집기에서 줄 끝을 LF로 바꿔 저장하세요."))
        }
        if let last = text.lines.last, !last.isEmpty {
            faults.append(
                Fault(
                    file: text.path, line: text.lines.count, rule: "last-line",
                    message: "마지막 줄이 줄바꿈으로 끝나지 않음",
                    fix: "파일 끝에 줄바꿈을 하나 넣으세요."))
        }
        return faults
    }

    private static func faults(in line: String, number: Int, of text: SourceText) -> [Fault] {
        func fault(_ rule: String, at index: String.UnicodeScalarView.Index, _ message: String, _ fix: String)
            -> Fault
        {
            Fault(
                file: text.path, line: number,
                column: line.unicodeScalars.distance(from: line.unicodeScalars.startIndex, to: index) + 1,
                rule: rule, message: message, fix: fix)
        }
        var faults: [Fault] = []
        let scalars = line.unicodeScalars
        if let tab = scalars.firstIndex(of: "\t") {
            faults.append(fault("tab", at: tab, "탭이 있음: 화면마다 너비가 다름", "탭을 빈칸으로 바꾸세요."))
        }
        if let last = scalars.last, last == " " || last == "\t" {
            let end = scalars.lastIndex { $0 != " " && $0 != "\t" }.map { scalars.index(after: $0) }
            faults.append(
                fault(
                    "trailing-blank", at: end ?? scalars.startIndex, "줄 끝에 빈칸이 있음",
                    "빈칸을 지우세요. 줄을 바꾸려던 것이면 줄 끝에 `\\`를 쓰세요."))
        }
        // Comparing Swift strings is canonical, so the bytes are compared.
        let composed = line.precomposedStringWithCanonicalMapping
        if !line.utf8.elementsEqual(composed.utf8) {
            let same = zip(scalars, composed.unicodeScalars).prefix { $0 == $1 }.count
            faults.append(
                fault(
                    "not-nfc", at: scalars.index(scalars.startIndex, offsetBy: same),
                    "글자가 풀어져 있음(NFD): 찾기와 이름 견주기가 어긋남", "NFC로 다시 저장하세요. `uconv -x nfc`로 바꿀 수 있음."))
        }
        if let odd = scalars.firstIndex(where: isInvisible) {
            let code = String(scalars[odd].value, radix: 16, uppercase: true)
            faults.append(fault("invisible", at: odd, "보이지 않는 글자가 있음: U+\(code)", "그 글자를 지우세요."))
        }
        return faults
    }

    /// Of no width, or a control character other than those told by rules of their own. Joiners that scripts and emoji
    /// need are left.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0..<0x20, 0x7F, 0x80..<0xA0: true
        case 0x00AD, 0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
