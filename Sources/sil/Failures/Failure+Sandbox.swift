import Foundation
import Sandbox

extension Failure {
    init(_ error: SandboxError) {
        switch error {
        case .bubblewrapMissing:
            self.init(
                kind: "bubblewrap_missing", message: "제출한 코드를 가둘 프로그램 bubblewrap(bwrap)이 없음",
                suggestions: ["sudo apt-get install bubblewrap"], exitStatus: .unavailable)
        case .unavailable(let reason):
            self.init(
                kind: "sandbox_unavailable", message: "이 기계에서는 코드를 가두고 실행할 수 없음: \(reason)",
                suggestions: [
                    "사용자 네임스페이스를 허용하거나, Landlock이 있는 커널(6.12 이상)에서 실행하세요.",
                    "sil doctor",
                ],
                exitStatus: .unavailable)
        case .unsupportedProcessor(let name):
            self.init(
                kind: "unsupported_processor", message: "채점은 아직 x86-64에서만 됨. 이 기계: \(name)",
                suggestions: ["읽기와 진도는 여기서도 됨: sil read, sil progress"], exitStatus: .unavailable)
        case .launch(let number, let step):
            self.init(
                kind: "sandbox_launch", message: "가둔 프로그램을 시작하지 못함: \(step) (\(Failure.reason(number)))",
                suggestions: ["sil doctor"], exitStatus: .ownFault)
        case .noFreeSlot:
            self.init(
                kind: "no_free_slot", message: "동시에 채점하는 것이 너무 많아 빈자리가 없음", suggestions: ["잠시 뒤 다시 하세요."],
                exitStatus: .unavailable)
        }
    }
}
