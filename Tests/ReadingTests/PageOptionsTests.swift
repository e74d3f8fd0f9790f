import Reading
import Testing
import Text

@Suite("Options of a page") struct PageOptionsTests {
    @Test("two looks never share a word")
    func words() {
        let plain = Page.Options()
        var others = Array(repeating: plain, count: 8)
        others[0].width = 81
        others[1].colors = .color
        others[2].hasLinks = true
        others[3].isPiped = true
        others[4].ascii = true
        others[5].breaking = .syllables
        others[6].joinsLines = true
        others[7].isSpoken = true
        #expect(Set(([plain] + others).map(\.word)).count == 9)
        // A new option must be told apart as well.
        #expect(Mirror(reflecting: plain).children.count == others.count)
    }
}
