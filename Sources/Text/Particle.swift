/// A Korean particle whose form depends on the last sound of the word before it.
///
///     Particle.topic("락")        // "락은"
///     Particle.direction("서울")  // "서울로"
///
/// How the last sound is found, also of digits and Latin letters, stands at `FinalSound`.
public struct Particle: Sendable, Equatable {
    private let afterConsonant: String
    private let afterVowel: String
    /// `로` and its kin follow ㄹ as they follow a vowel.
    private let takesRieulAsVowel: Bool

    private init(_ afterConsonant: String, _ afterVowel: String, takesRieulAsVowel: Bool = false) {
        self.afterConsonant = afterConsonant
        self.afterVowel = afterVowel
        self.takesRieulAsVowel = takesRieulAsVowel
    }

    /// 은/는
    public static let topic = Particle("은", "는")
    /// 이/가
    public static let subject = Particle("이", "가")
    /// 을/를
    public static let object = Particle("을", "를")
    /// 으로/로
    public static let direction = Particle("으로", "로", takesRieulAsVowel: true)
    /// 과/와
    public static let and = Particle("과", "와")
    /// 이나/나
    public static let or = Particle("이나", "나")
    /// 이어야/여야, as in 2여야 함
    public static let beingSo = Particle("이어야", "여야")
    /// 이라/라, the beginning of 이라고/라고 and 이라는/라는
    public static let called = Particle("이라", "라")

    /// The word with the particle.
    public func callAsFunction(_ word: String) -> String { word + form(after: word) }

    /// The particle alone, for a word that is written with a style of its own.
    public func form(after word: String) -> String {
        switch FinalSound(of: word) {
        case .vowel: afterVowel
        case .rieul: takesRieulAsVowel ? afterVowel : afterConsonant
        case .consonant: afterConsonant
        }
    }
}
