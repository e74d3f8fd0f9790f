/// What may follow a noun without a blank: particles, the copula and its endings, and suffixes of number and measure.
///
/// A word is cut from its end, again and again: `스레드들에게는` ─► `스레드들에게`, `스레드들`, `스레드`. That cuts off more
/// than grammar allows, which does no harm: only a stem that is a known word counts.
enum Particles {
    /// The word itself and everything that may be left of it, the longest first.
    static func stems(of word: String) -> [String] {
        var stems = [word]
        var next = 0
        while next < stems.count, stems.count < 64 {
            let stem = stems[next]
            next += 1
            for ending in endings where stem.count > ending.count && stem.hasSuffix(ending) {
                let rest = String(stem.dropLast(ending.count))
                if !stems.contains(rest) { stems.append(rest) }
            }
        }
        return stems
    }

    /// Whether a text is nothing but endings.
    static func isEnding(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        return endings.contains { text.hasPrefix($0) && isEnding(text.dropFirst($0.count)) }
    }

    static let endings: [String] =
        cases + copula + measures + verbs

    /// Case and topic, and what limits or adds.
    private static let cases = [
        "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "에게서", "께", "한테", "으로", "로", "으로서", "로서", "으로써",
        "로써",
        "와", "과", "도", "만", "까지", "부터", "마다", "처럼", "보다", "이나", "나", "라도", "이라도", "조차", "밖에", "뿐", "마저", "대로",
        "만큼",
        "이란", "란", "이라는", "라는", "이라고", "라고", "하고", "끼리", "이며", "며", "이든", "든", "이야", "야", "커녕", "로부터",
        "으로부터", "치고", "한테서", "보고", "더러", "이랑", "랑", "엔", "에선", "에겐", "으론", "론", "이건", "건", "째", "째로", "니",
        "이니",
        "만으로", "까진", "부턴", "에도", "에만", "에는", "에서는", "에서도", "로는", "로도", "로만", "요", "들", "씩", "쯤", "별", "용",
        "형", "식",
        "적", "적인", "적으로", "끼리의", "여야", "이어야",
    ]
    /// 이다 and what becomes of it.
    private static let copula = [
        "임", "였음", "이었음", "인", "일", "이면", "면", "이라", "라", "이라서", "라서", "이고", "고", "이지만", "지만", "이니까", "니까",
        "인데", "이기",
        "이다", "다", "이었다", "였다", "인지", "일지", "이던", "던", "이므로", "므로", "이자", "자", "이라면", "라면", "이어서", "여서",
        "이라도",
        "이었던", "였던", "이었고", "였고", "이지", "지", "일까", "인가", "이네", "이었는데", "였는데", "이라야", "라야", "여도", "이어도",
        "이었지만",
    ]
    private static let measures = [
        "개", "번", "번째", "초", "분", "배", "장", "줄", "곳", "쪽", "짜리", "여", "당", "간", "형태", "상", "내", "외", "중",
    ]
    /// A noun made a verb: `복사하다`, `복사됨`.
    private static let verbs = [
        "하다", "함", "하고", "하는", "하면", "하지", "하게", "한", "할", "해", "했음", "해서", "했다", "하기", "하며", "하려고", "하려면",
        "하던", "해도", "해야", "했고",
        "하니", "하도록", "하세요", "하거나", "하자", "했을", "했던", "하므로", "했는데", "하는데", "하지만", "했지만", "할까", "했으니", "하느라",
        "했다가", "하다가",
        "되다", "됨", "되고", "되는", "되면", "되지", "되게", "된", "될", "돼", "됐음", "돼서", "되기", "되며", "되었음", "되어", "되도록",
        "되니", "됐다", "되던",
        "시킴", "시키고", "시키는", "시키면", "시키지", "시킨", "시킬", "시켜", "시켜서", "스러운", "스럽게", "롭게", "받음", "받고", "받는", "받은",
        "당함",
    ]
}
