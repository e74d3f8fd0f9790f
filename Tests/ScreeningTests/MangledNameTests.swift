import Testing

@testable import Screening

@Suite("맹글된 이름")
struct MangledNameTests {
    private func words(_ name: String) -> [String] {
        MangledName(Array(name.utf8)[...]).identifiers.map(\.text)
    }

    @Test(
        "이름들을 차례대로 읽음: 앞의 낱말을 다시 쓴 것도",
        arguments: [
            ("$s10Foundation6ThreadC4exityyFZ", ["Foundation", "Thread", "exit"]),
            ("$s8Dispatch0A5QueueC5async", ["Dispatch", "DispatchQueue", "async"]),
            (
                "$s10Foundation5TimerC09scheduledB016withTimeInterval",
                ["Foundation", "Timer", "scheduledTimer", "withTimeInterval"]
            ),
            ("$s7HeldSum04heldB0yS2i_SitF", ["HeldSum", "heldSum"]),
            ("$sSi7HeldSumE2eeoiySbSi_SitFZ", ["HeldSum", "ee"]),
            ("$sSy20FoundationEssentialsE5write6toFile", ["FoundationEssentials", "write", "toFile"]),
            (
                "$s20FoundationEssentials4DataV6append10contentsOfyACF",
                ["FoundationEssentials", "Data", "append", "contentsOf"]
            ),
            ("$s4Held0011okAbmBhoGIayS2iF", ["Held", "더하기"]),
            ("$s4Held0012set_ebJllIImShySiGyF", ["Held", "한글set"]),
            ("$ss11_typeByNameyypXpSgSSF", ["_typeByName"]),
        ])
    func identifiers(name: String, expected: [String]) {
        #expect(words(name) == expected)
    }

    @Test(
        "엉터리 이름에서 멈추지 않음",
        arguments: ["$s", "$s99x", "$s0", "$s00", "$s0A", "$sA", "$sS", "$s999999999999999999x", "$s001_"])
    func nonsense(name: String) {
        #expect(words(name) == [])
    }
}
