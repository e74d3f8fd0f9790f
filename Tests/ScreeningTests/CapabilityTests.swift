import Course
import Testing

@testable import Screening

@Suite("이름이 여는 능력")
struct CapabilityTests {
    /// What one of the capabilities lifts; nil where nothing is banned.
    private func needs(_ name: String) -> [Exercise.Capability]? {
        guard case .needs(let capabilities) = SwiftNames.finding(in: MangledName(Array(name.utf8)[...]))?.ban
        else {
            return nil
        }
        return capabilities
    }

    @Test(
        "ServerKit의 함수와 타입",
        arguments: [
            ("$s9ServerKit9forkChildys5Int32VACyKXEKF", [.processes]),
            ("$s9ServerKit9waitChildyAA6EndingOs5Int32VKF", [.processes]),
            ("$s9ServerKit8ListenerV6acceptAA10ConnectionVyKF", [.sockets, .processes]),
            ("$s9ServerKit8writeAllyys5Int32V_SStKF", [.files, .sockets, .processes]),
            ("$s9ServerKit11waitToReadyyF", [.files, .sockets, .processes]),
            ("$s9ServerKit11startThreadyyF", [.threads]),
            ("$s9ServerKit12SharedMemoryCMa", [.processes]),
            ("$s9ServerKit6EndingOMa", nil),
            ("$s9ServerKit11SystemErrorV4call5errno", nil),
        ] as [(String, [Exercise.Capability]?)])
    func serverKit(name: String, expected: [Exercise.Capability]?) {
        #expect(needs(name) == expected)
    }

    @Test(
        "Foundation에서는 파일과 스레드에 닿는 것만",
        arguments: [
            (
                "$s20FoundationEssentials4DataV10contentsOf7optionsAcA3URLVh_AC14ReadingOptionsVtKcfC",
                [.files]
            ),
            ("$s20FoundationEssentials4DataV5write2to7optionsyAA3URLV_AC14WritingOptionsVtKF", [.files]),
            ("$s20FoundationEssentials4DataV6append10contentsOfySays5UInt8VG_tF", nil),
            ("$sSS10FoundationE6format_S2Sh_s7CVarArg_pdtcfC", nil),
            ("$s10Foundation11NSConditionCACycfC", [.threads]),
            ("$s8Dispatch0A4TimeV3nowACyFZ", nil),
            ("$s8Dispatch0A5QueueCMa", [.threads]),
        ] as [(String, [Exercise.Capability]?)])
    func foundation(name: String, expected: [Exercise.Capability]?) {
        #expect(needs(name) == expected)
    }

    @Test("모르는 C 함수는 거절하고, 계산만 하는 것은 둠")
    func functions() {
        #expect(CFunctions.ban(on: "io_uring_setup") == .unknown)
        #expect(CFunctions.ban(on: "strlen") == nil)
        #expect(CFunctions.ban(on: "pthread_create") == .needs([.threads]))
        #expect(CFunctions.ban(on: "execve")?.isLifted(by: [.processes]) == true)
        #expect(CFunctions.ban(on: "dlsym")?.isLifted(by: Set(Exercise.Capability.allCases)) == false)
    }
}
