import Testing
import Text

@Suite("Particles") struct ParticleTests {
    @Test("Each pair has its two forms")
    func pairs() {
        let forms: [(Particle, String, String, String)] = [
            (.topic, "락은", "코드는", "파일은"), (.subject, "락이", "코드가", "파일이"),
            (.object, "락을", "코드를", "파일을"), (.direction, "락으로", "코드로", "파일로"),
            (.and, "락과", "코드와", "파일과"), (.or, "락이나", "코드나", "파일이나"), (.called, "락이라", "코드라", "파일이라"),
        ]
        for (particle, consonant, vowel, rieul) in forms {
            #expect(particle("락") == consonant)
            #expect(particle("코드") == vowel)
            #expect(particle("파일") == rieul)
        }
    }

    @Test("The particle alone can be had, for words with a style")
    func alone() {
        #expect(Particle.topic.form(after: "hit-counter") == "는")
    }

    @Test("Every syllable is judged by its final")
    func syllables() {
        for value in UInt32(0xAC00)...0xD7A3 {
            let final = (value - 0xAC00) % 28
            let word = String(Character(Unicode.Scalar(value)!))
            #expect(Particle.topic.form(after: word) == (final == 0 ? "는" : "은"))
            #expect(Particle.direction.form(after: word) == (final == 0 || final == 8 ? "로" : "으로"))
        }
    }

    @Test("Decomposed syllables are judged like composed ones")
    func decomposed() {
        #expect(Particle.topic.form(after: "\u{1105}\u{1161}\u{11A8}") == "은")
        #expect(Particle.topic.form(after: "\u{110F}\u{1169}\u{1103}\u{1173}") == "는")
        #expect(Particle.direction.form(after: "\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}") == "로")
    }

    @Test("A letter alone is read by its name")
    func letters() {
        #expect(Particle.topic("ㄱ") == "ㄱ은")
        #expect(Particle.direction("ㄹ") == "ㄹ로")
        #expect(Particle.topic("ㅏ") == "ㅏ는")
    }

    @Test(
        "Digits are read in Korean",
        arguments: zip(0...9, ["은", "은", "는", "은", "는", "는", "은", "은", "은", "는"]))
    func digits(digit: Int, form: String) {
        #expect(Particle.topic.form(after: "\(digit)") == form)
    }

    @Test(
        "일, 칠 and 팔 end with ㄹ",
        arguments: zip(0...9, ["으로", "로", "로", "으로", "로", "로", "으로", "로", "로", "로"]))
    func digitsWithDirection(digit: Int, form: String) {
        #expect(Particle.direction.form(after: "\(digit)") == form)
    }

    @Test("Round numbers are read by their unit")
    func roundNumbers() {
        for number in ["10", "100", "1,000", "10000", "100,000,000", "2.50", "00", "1.000000000000"] {
            #expect(Particle.subject.form(after: number) == "이", "\(number)")
            #expect(Particle.direction.form(after: number) == "으로", "\(number)")
        }
        #expect(Particle.subject("1,000,000,000,000") == "1,000,000,000,000가")
        #expect(Particle.subject("10000000000000000") == "10000000000000000이")
    }

    @Test("Numbers behind letters count as numbers")
    func mixed() {
        #expect(Particle.direction("UTF-8") == "UTF-8로")
        #expect(Particle.topic("x3") == "x3은")
        #expect(Particle.topic("5장") == "5장은")
    }

    @Test("Single letters and capitals are read by their names")
    func letterNames() {
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" {
            let word = String(letter)
            let hasFinal = "lmnrLMNR".contains(letter)
            let isRieul = "lrLR".contains(letter)
            #expect(Particle.object.form(after: word) == (hasFinal ? "을" : "를"), "\(word)")
            #expect(Particle.direction.form(after: word) == (hasFinal && !isRieul ? "으로" : "로"), "\(word)")
        }
        #expect(Particle.topic("URL") == "URL은")
        #expect(Particle.topic("IPC") == "IPC는")
        #expect(Particle.topic("fd") == "fd는")
        #expect(Particle.topic("rm") == "rm은")
    }

    static let words: [(String, String)] = [
        ("signal", "로"), ("file", "로"), ("kill", "로"), ("table", "로"), ("epoll", "로"),
        ("stream", "으로"), ("time", "으로"), ("main", "으로"), ("line", "으로"), ("string", "으로"), ("column", "으로"),
        ("lock", "으로"), ("stack", "으로"), ("hook", "으로"), ("map", "으로"), ("heap", "으로"), ("socket", "으로"),
        ("commit", "으로"), ("submit", "으로"), ("init", "으로"), ("atomic", "으로"), ("exec", "으로"),
        ("timeout", "으로"),
        ("web", "으로"), ("sleep", "으로"), ("group", "으로"), ("output", "으로"),
        ("server", "로"), ("core", "로"), ("thread", "로"), ("process", "로"), ("mutex", "로"), ("fork", "로"),
        ("wait", "로"), ("count", "로"), ("task", "로"), ("async", "로"), ("pipe", "로"), ("loop", "로"),
        ("root", "로"),
        ("write", "로"), ("queue", "로"), ("log", "로"), ("path", "로"), ("exit", "로"), ("swift", "로"),
        ("key", "로"),
        ("hit-counter", "로"), ("exit_status", "로"), ("crash-isolation", "으로"), ("HitCounter", "로"),
        ("testTwoThreads", "로"),
        ("URLSession", "으로"), ("four-steps", "로"), ("Main", "으로"),
    ]

    @Test("Latin words are read as they are transcribed", arguments: words)
    func latinWords(word: String, form: String) {
        #expect(Particle.direction.form(after: word) == form)
    }

    @Test("Quotes, brackets and ends of sentences are not read")
    func silent() {
        #expect(Particle.subject("“고객”") == "“고객”이")
        #expect(Particle.subject("'코드'") == "'코드'가")
        #expect(Particle.subject("`mutex`") == "`mutex`가")
        #expect(Particle.subject("accounts[0]") == "accounts[0]이")
        #expect(Particle.topic("**락**") == "**락**은")
        #expect(Particle.topic("끝!") == "끝!은")
        #expect(Particle.topic("락 ") == "락 은")
    }

    @Test("What stands in parentheses does not count, unless nothing stands before")
    func parentheses() {
        #expect(Particle.subject("락(lock)") == "락(lock)이")
        #expect(Particle.topic("개수(count 변수 셋)") == "개수(count 변수 셋)는")
        #expect(Particle.topic("hit()") == "hit()은")
        #expect(Particle.topic("f(g(1))") == "f(g(1))는")
        #expect(Particle.topic("(주식)") == "(주식)은")
        #expect(Particle.topic("코드)") == "코드)는")
    }

    @Test("Signs are read where they have a name")
    func signs() {
        #expect(Particle.subject("50%") == "50%가")
        #expect(Particle.direction("C++") == "C++로")
        #expect(Particle.direction("C#") == "C#으로")
    }

    @Test("What has no sound takes the form after a vowel")
    func nothing() {
        #expect(Particle.topic("") == "는")
        #expect(Particle.topic("🔥") == "🔥는")
        #expect(Particle.topic("…") == "…는")
        #expect(Particle.topic(String(repeating: ")", count: 100_000)).hasSuffix("는"))
    }
}
