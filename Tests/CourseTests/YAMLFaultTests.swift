import Course
import Foundation
import Testing

@Suite("YAML that cannot be used")
struct YAMLFaultTests {
    private let base = TemporaryCourse.minimalExercise

    @Test("a syntax error has its line and column")
    func syntax() throws {
        let faults = try TemporaryCourse.faults(ofExercise: "title: 가: 나\nkind: unit\n")
        #expect(faults.places == ["yaml@1:9"])
    }

    @Test("an unclosed quote is told in Korean")
    func quote() throws {
        let faults = try TemporaryCourse.faults(ofExercise: "title: \"가\nkind: unit\n")
        #expect(faults.first?.rule == "yaml")
        #expect(faults.first?.message.contains("따옴표") == true)
    }

    @Test("a key that stands twice is a fault")
    func duplicate() throws {
        #expect(
            try TemporaryCourse.faults(ofExercise: base + "kind: server\n").map(\.rule) == ["duplicate-key"])
    }

    @Test("a second document is a fault")
    func documents() throws {
        #expect(try TemporaryCourse.faults(ofExercise: base + "---\n" + base).map(\.rule) == ["yaml"])
    }

    @Test("a list at the top is a fault")
    func list() throws {
        #expect(try TemporaryCourse.faults(ofExercise: "- 가\n").map(\.rule) == ["wrong-type"])
    }

    @Test("aliases that multiply are refused before they are followed")
    func bomb() throws {
        var text = "a0: &a0 [가, 가, 가, 가, 가, 가, 가, 가, 가]\n"
        for level in 1...40 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        text += "? *a40\n: 나\n"
        #expect(try TemporaryCourse.faults(ofExercise: text).map(\.rule) == ["alias-limit"])
    }

    @Test("one alias is fine")
    func oneAlias() throws {
        let exercise = try TemporaryCourse.exercise("concepts: &c [더하기]\nhints: *c\n")
        #expect(exercise.hints == ["더하기"])
    }

    @Test("C code in a hint is no alias")
    func pointers() throws {
        let hint = String(repeating: "  int *p = &x; *p = 1; f( &p, *p );\n", count: 5)
        #expect(throws: Never.self) { try TemporaryCourse.exercise("hints:\n- |\n\(hint)") }
    }

    @Test("brackets without end are a fault and no overflow")
    func deep() throws {
        let text = "title: " + String(repeating: "[", count: 60_000)
        #expect(try TemporaryCourse.faults(ofExercise: text).map(\.rule) == ["yaml"])
        let closed =
            base + "hints: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900) + "\n"
        #expect(try TemporaryCourse.faults(ofExercise: closed).map(\.rule) == ["wrong-type"])
    }

    @Test("a manifest longer than 64 KB is refused")
    func large() throws {
        let text = base + "# " + String(repeating: "가", count: 30_000)
        #expect(try TemporaryCourse.faults(ofExercise: text).map(\.rule) == ["too-large"])
    }

    @Test(
        "bytes that are no text are refused",
        arguments: [[0xFF, 0xFE], [0x00, 0x61], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func binary(bytes: [UInt8]) throws {
        let course = try TemporaryCourse()
        try course.write(Data(base.utf8) + Data(bytes), to: "Exercises/a/exercise.yml")
        #expect(try course.load().faults.map(\.rule) == ["not-text"])
    }

    @Test("a byte order mark and CRLF are no fault, and lines are counted as an editor counts them")
    func windows() throws {
        let text = "\u{FEFF}" + base.replacingOccurrences(of: "\n", with: "\r\n")
        #expect(try TemporaryCourse.faults(ofExercise: text).isEmpty)
        #expect(try TemporaryCourse.faults(ofExercise: text + "minuts: 3\r\n").places == ["unknown-key@4:1"])
    }
}
