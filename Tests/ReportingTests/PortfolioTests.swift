import Progress
import Reporting
import Testing

@Suite("sil portfolio")
struct PortfolioTests {
    static var portfolio: Portfolio? {
        try? Portfolio(
            text: """
                {"course":"siltarae","title":"서버 동작 이해","name":"김실","made_at":"2026-11-24T09:00:00.000Z",
                "tool":"sil 0.1.0","score":5,"max_score":8,"passed":1,"exercises":3,"results":[
                {"exercise":"four-steps","title":"네 단계로 갈라 보기","verdict":"passed","score":3,"max_score":3,"attempts":4,
                "attempts_to_pass":3,"hints_taken":1,"seconds":4000,"last_at":"2026-11-24T08:50:00.000Z",
                "pass":{"attempt":4,"at":"2026-11-24T08:40:00.000Z","grader":"g1","submission":"ab",
                "files":[{"name":"FourSteps.swift","sha256":"cd"}]}},
                {"exercise":"exit-status","title":"끝난 까닭 읽기","verdict":"failed","score":2,"max_score":4,"attempts":1,
                "hints_taken":0,"seconds":60,"last_at":"2026-11-24T08:55:00.000Z"}]}
                """)
    }

    static func report(_ purpose: PortfolioReport.Purpose) -> PortfolioReport {
        guard let portfolio else { fatalError("the sample is no portfolio") }
        return PortfolioReport(
            purpose, file: "/home/me/portfolio.json", key: "0123456789abcdef0123456789abcdef", portfolio)
    }

    @Test("what is verified: the key, whose it is, every result, and what the signature does not say")
    func verified() {
        #expect(
            Self.report(.verified).text() == """
                서명이 맞음: 이 열쇠가 서명한 뒤로 바뀐 것이 없음
                  열쇠  0123 4567 89ab cdef 0123 4567 89ab cdef
                  이름  김실 (스스로 적은 이름)
                  과정  서버 동작 이해 (siltarae)
                  만듦  2026-11-24 09:00 · sil 0.1.0
                  점수  5/8, 통과 1/3

                  연습         판정    점수  시도  통과까지  통과한 때 (UTC)
                  four-steps   통과     3/3     4       3번  2026-11-24 08:40
                  exit-status  불합격   2/4     1

                  누가 풀었는지, 채점기가 원래의 것이었는지는 서명이 말해 주지 않음. 열쇠 지문은
                  만든 사람에게 물어 견주세요.

                """)
    }

    @Test("what was written says what to hand on besides")
    func written() {
        let text = Self.report(.written).text()
        #expect(
            text.contains("(연습 2개)") && text.contains("0123 4567") && text.contains("sil portfolio verify"))
    }
}
