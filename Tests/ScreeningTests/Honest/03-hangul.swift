// uses: · mode 6 · -Onone
import Foundation

/// 자모를 나누고 조사를 고름. 이름도 한글임.
func 초성(_ 글자: Character) -> Character? {
    let 목록 = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
    guard let 값 = 글자.unicodeScalars.first?.value, (0xAC00...0xD7A3).contains(값) else { return nil }
    return 목록[Int((값 - 0xAC00) / 588)]
}

struct 조사 {
    let 받침있음: String, 받침없음: String
    func 고름(_ 낱말: String) -> String {
        guard let 끝 = 낱말.unicodeScalars.last?.value, (0xAC00...0xD7A3).contains(끝) else { return 받침없음 }
        return (끝 - 0xAC00) % 28 == 0 ? 받침없음 : 받침있음
    }
}

let 은는 = 조사(받침있음: "은", 받침없음: "는")

func 문장(_ 낱말: String) -> String {
    let 정리 = 낱말.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces)
    return "\(정리)\(은는.고름(정리)) \(정리.count)글자, \(정리.utf8.count)바이트"
}

func 뒤집기(_ s: String) -> String { String(s.reversed()).replacingOccurrences(of: "/", with: "÷") }
let 그림 = """
    "따옴표" \(문장("스레드")) // 주석 아님
    /* 이것도 */ \("안쪽 \("더 안쪽")")
    """
let raw = #"unsafe \n \(그대로) "따옴표" \#(1 + 1)"#
