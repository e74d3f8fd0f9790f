import Foundation
import Reporting
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "numbers are written without a fraction they do not have",
        arguments: [
            (2.0, "2"), (0.19, "0.19"), (1.5, "1.5"), (-0.0, "0"), (.nan, "null"), (.infinity, "null"),
        ])
    func numbers(value: Double, text: String) {
        #expect(JSON.number(value).text == text)
    }

    @Test("any string comes back as it was")
    func strings() throws {
        let all =
            String(String.UnicodeScalarView((0..<0x250).compactMap { Unicode.Scalar($0) })) + "한글 \u{2028} 👩‍👩‍👧"
        let text = JSON.array([.string(all)]).text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
        #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == [all])
    }

    @Test("keys stay in the order they were given in")
    func order() {
        #expect((["b": 1, "a": [true, .null], "c": [:]] as JSON).text == #"{"b":1,"a":[true,null],"c":{}}"#)
    }
}
