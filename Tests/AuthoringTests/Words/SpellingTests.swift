import Testing

@testable import Authoring

@Suite("Words that no dictionary has to know")
struct SpellingTests {
    @Test(
        "A measure with its suffix and a particle behind code are endings alone",
        arguments: ["번씩", "개씩", "로", "을"])
    func endings(word: String) {
        #expect(Particles.isEnding(word[...]))
    }

    @Test("A noun is none, with a particle or without", arguments: ["스레드", "스레드는", "번갯불"])
    func nouns(word: String) {
        #expect(!Particles.isEnding(word[...]))
    }

    @Test("What is left of a word when its endings are cut off, the longest first")
    func stems() {
        let stems = Particles.stems(of: "스레드들에게는")
        #expect(stems.first == "스레드들에게는")
        #expect(stems.contains("스레드들") && stems.contains("스레드"))
    }
}
