import Foundation
import Sandbox
import Verdicts

/// The Korean sentences of a test's result: what was called, what was expected, what came.
enum Wording {
    static let notRun = "돌리지 못함. 앞선 시험이 시간을 다 씀"
    static let failed = "기대와 다름"
    static let silentTitle = "숨긴 시험"

    static func timedOut(seconds: Double) -> String {
        "시간 초과: \(number(seconds))초 안에 끝나지 않음. 끝나지 않는 반복이나, 오지 않을 것을 기다리는 곳을 찾으세요"
    }

    static var diskFull: String {
        "파일을 너무 많이 씀: 모두 합해 \(Sandbox.temporaryMB) MB, \(Sandbox.temporaryFiles)개까지"
    }

    /// The dynamic linker's words, of which the name helps: `… undefined symbol: foo`.
    static func notLoaded(_ fault: String) -> String {
        guard let name = fault.firstRange(of: "undefined symbol: ") else {
            return "컴파일한 코드를 불러올 수 없음: \(fault)"
        }
        return "어디에도 없는 이름을 부름: \(fault[name.upperBound...])"
    }

    static func outOfMemory(mb: Int) -> String { "메모리 초과: \(mb) MB를 넘음" }

    static func outputLimit(kb: Int) -> String { "출력 초과: \(kb) KB 넘게 찍어서 멈춤. 반복 안의 print를 찾으세요" }

    static func outputCut(kb: Int) -> String { "… (\(kb) KB에서 자름)" }

    static func hidden(_ status: TestStatus) -> String {
        switch status {
        case .crashed: "도중에 중단됨"
        case .timedOut: "시간 초과"
        case .outOfMemory: "메모리 초과"
        case .outputLimit: "출력 초과"
        case .deadlocked: "데드락"
        case .notRun: notRun
        default: failed
        }
    }

    // MARK: Deadlocks

    /// - Parameters:
    ///   - blocked: threads of the test, all of them waiting.
    ///   - places: the line each of them stands at, where it is the learner's.
    static func deadlock(blocked: Int, places: [Judge.Place]) -> String {
        let who = blocked > 1 ? "스레드 \(blocked)개가 모두" : "하나뿐인 스레드가"
        guard !places.isEmpty else {
            return "데드락: \(who) 기다리기만 함. 이어지지 않은 continuation이나 신호가 오지 않는 곳을 찾으세요"
        }
        // Each line once, as it is read in the file; many threads often stand at the same one.
        let lines = Set(places).sorted { ($0.file, $0.line) < ($1.file, $1.line) }.map {
            "\($0.file):\($0.line)"
        }
        let shown = lines.prefix(5).joined(separator: ", ") + (lines.count > 5 ? " …" : "")
        return "데드락: \(who) 기다리기만 함: \(shown)"
    }

    // MARK: Exploring

    static let foundUntold = "실행 순서에 따라 잘못될 수 있음. 찾은 것이 너무 많아 다 보이지 못함"
    static let neverEnded = "어느 실행 순서도 끝까지 가지 못함. 끝나지 않는 반복을 찾으세요"

    static func unended(_ count: Int, of all: Int) -> String {
        "실행 순서 \(all)개 가운데 \(count)개는 스레드들이 번갈아 나아가도 끝나지 않음. "
            + "기다리는 대신 계속 도는 반복을 찾으세요: 락을 쥔 채 돌면 바꿔 줄 스레드가 들어오지 못함"
    }

    // MARK: Crashes

    /// - Parameter place: the innermost of the learner's own lines.
    static func crash(
        signal: Int32?, exitCode: Int32?, isForged: Bool, output: String, place: Judge.Place?
    ) -> String {
        let end = place.map { " (\($0.file):\($0.line))" } ?? ""
        if isForged { return "시험 결과를 보내는 통로에 다른 내용이 쓰임" }
        if let signal {
            let name = Signal.explained(signal)
            guard let words = fatalError(in: output) else { return "중단: \(name)\(end)" }
            return "중단: \(words) · \(name)\(end)"
        }
        if let exitCode { return "시험이 끝나기 전에 프로그램이 종료 코드 \(exitCode)로 끝남. exit를 부른 곳을 찾으세요" }
        return "시험이 결과 없이 끝남"
    }

    /// `Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range` → `Fatal error: Index out of range`
    private static func fatalError(in output: String) -> String? {
        let line = output.split(separator: "\n").last { $0.contains("Fatal error") }
        return line.flatMap { line in
            line.firstRange(of: "Fatal error").map { String(line[$0.lowerBound...].prefix(300)) }
        }
    }

    /// Without the list of functions that the Swift runtime prints at a crash: the grader's are among them.
    static func withoutStackTrace(_ output: String) -> String {
        guard let start = output.firstRange(of: "Current stack trace:") else { return output }
        let trace = output[start.upperBound...]
        let rest = trace.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().drop { line in
            line.first?.isNumber == true
        }
        return output[..<start.lowerBound] + rest.joined(separator: "\n")
    }

    /// File names as the learner knows them.
    static func renamed(_ text: String, names: [String: String]) -> String {
        names.filter { $0.key != $0.value }.sorted { $0.key.count > $1.key.count }.reduce(text) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
    }

    // MARK: XCTest's descriptions

    /// At most three failures: the first ones usually explain the rest.
    static func failures(_ descriptions: [String]) -> String {
        var lines = descriptions.prefix(3).map(failure)
        if descriptions.count > 3 { lines.append("… 이 시험에서 \(descriptions.count - 3)군데 더") }
        return lines.joined(separator: "\n")
    }

    /// `XCTAssertEqual failed: ("3") is not equal to ("4") - sum(1, 3)` → `sum(1, 3): 기대 4 · 실제 3`
    static func failure(_ description: String) -> String {
        if let thrown = description.dropping(prefix: "threw ") { return "오류를 던짐: \(thrown)" }
        guard let colon = description.firstRange(of: " failed") else {
            return description.dropping(prefix: "failed - ") ?? description
        }
        let assertion = String(description[..<colon.lowerBound])
        let rest = description[colon.upperBound...]
        for (between, words) in comparisons[assertion] ?? [] {
            guard let parts = operands(rest, between: between) else { continue }
            return labelled(parts.message, words(parts.left, parts.right))
        }
        let message = message(of: rest)
        if let message, bare.contains(assertion), isSentence(message) { return message }
        return labelled(message, statements[assertion] ?? failed)
    }

    /// Assertions that carry no value of their own: what the author says is all there is to tell.
    private static let bare: Set<String> = ["XCTAssertTrue", "XCTAssertFalse"]

    /// Whether the words end as a Korean sentence of the course does: in a noun of a verb (`남음`, `끝나야 함`), whose last
    /// syllable has the final consonant ㅁ, or in a request (`거두세요`). A call or a name (`sell()`, `잔액`) does not.
    private static func isSentence(_ words: String) -> Bool {
        guard let last = words.unicodeScalars.last(where: { $0 != "." })?.value else { return false }
        guard (0xAC00...0xD7A3).contains(last) else { return false }
        let finalConsonant = (last - 0xAC00) % 28
        return finalConsonant == 16 || words.hasSuffix("요") || words.hasSuffix("요.")
    }

    /// A call said by the test's author reads `call: what came`; a whole sentence stands for itself.
    private static func labelled(_ message: String?, _ words: String) -> String {
        guard let message, !message.isEmpty else { return words }
        return "\(message): \(words)"
    }

    private static func message(of rest: Substring) -> String? {
        rest.firstRange(of: " - ").map { String(rest[$0.upperBound...]) }
    }

    private static let comparisons:
        [String: [(between: String, words: @Sendable (String, String) -> String)]] = [
            "XCTAssertEqual": [("is not equal to", { "기대 \($1) · 실제 \($0)" })],
            "XCTAssertEqualWithAccuracy": [("is not equal to", { "기대 \($1) · 실제 \($0)" })],
            "XCTAssertIdentical": [("is not identical to", { "같은 것이어야 함: \($0) ≠ \($1)" })],
            "XCTAssertNotEqual": [("is equal to", { "달라야 하는데 둘 다 \($0)\($1 == $0 ? "" : ", \($1)")" })],
            "XCTAssertLessThan": [("is not less than", { "\($1)보다 작아야 함 · 실제 \($0)" })],
            "XCTAssertLessThanOrEqual": [("is greater than", { "\($1) 이하여야 함 · 실제 \($0)" })],
            "XCTAssertGreaterThan": [("is not greater than", { "\($1)보다 커야 함 · 실제 \($0)" })],
            "XCTAssertGreaterThanOrEqual": [("is less than", { "\($1) 이상이어야 함 · 실제 \($0)" })],
        ]

    private static let statements: [String: String] = [
        "XCTAssertTrue": "참이어야 하는데 거짓임",
        "XCTAssertFalse": "거짓이어야 하는데 참임",
        "XCTAssertNil": "nil이어야 하는데 값이 있음",
        "XCTAssertNotNil": "값이 있어야 하는데 nil임",
        "XCTUnwrap": "값이 있어야 하는데 nil임",
        "XCTAssertThrowsError": "오류를 던져야 하는데 던지지 않음",
        "XCTAssertNoThrow": "오류를 던지면 안 되는데 던짐",
    ]

    /// `: ("a") is not equal to ("b") - message`
    private static func operands(
        _ rest: Substring, between: String
    ) -> (left: String, right: String, message: String?)? {
        guard let open = rest.firstRange(of: "(\""), let middle = rest.firstRange(of: "\") \(between) (\"")
        else {
            return nil
        }
        let tail = rest[middle.upperBound...]
        let close =
            tail.firstRange(of: "\") - ")?.lowerBound
            ?? (tail.hasSuffix("\")") ? tail.dropLast(2).endIndex : nil)
        guard let close else { return nil }
        let left = String(rest[open.upperBound..<middle.lowerBound])
        let message = tail[close...].dropping(prefix: "\") - ")
        return (left, String(tail[..<close]), message)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}

extension StringProtocol {
    fileprivate func dropping(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
