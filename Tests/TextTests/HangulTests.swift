import Testing
import Text

@Suite("Hangul as code points") struct HangulTests {
    @Test(
        "Decomposed text is composed, and other text stays as it is",
        arguments: [
            ("\u{1103}\u{1166}\u{1103}\u{1173}\u{1105}\u{1161}\u{11A8}", "데드락"), ("e\u{301}", "é"),
            ("lock", "lock"), ("한글 ✓ 漢字", "한글 ✓ 漢字"), ("", ""), ("ㄱㄴ", "ㄱㄴ"),
        ])
    func composed(text: String, composed: String) {
        #expect(Array(text.composed.unicodeScalars) == Array(composed.unicodeScalars))
    }

    @Test("Syllables come apart into the letters that are typed")
    func letters() {
        #expect(HangulLetters.letters(of: "락과 값 lock 왜") == "ㄹㅏㄱㄱㅘ ㄱㅏㅄ lock ㅇㅙ")
        #expect(HangulLetters.letters(of: "가힣") == "ㄱㅏㅎㅣㅎ")
    }
}
