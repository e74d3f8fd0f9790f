import Progress
import Signing

extension Failure {
    init(_ error: SigningError) {
        switch error {
        case .notADocument:
            self.init(
                kind: "not_a_portfolio", message: "sil portfolio가 쓴 파일이 아님",
                suggestions: ["sil portfolio 성과.json"], exitStatus: .badInput)
        case .newer(let version):
            self.init(
                kind: "portfolio_newer", message: "더 새로운 sil이 쓴 파일이라 확인할 수 없음 (판 \(version))",
                suggestions: ["sil을 새 판으로 바꾼 뒤 다시 하세요."], exitStatus: .badInput)
        case .tooLarge(let limit):
            self.init(
                kind: "portfolio_too_large", message: "sil portfolio가 쓴 파일이라기에는 너무 큼 (\(limit >> 20) MB까지)",
                exitStatus: .badInput)
        case .damaged:
            self.init(
                kind: "portfolio_damaged", message: "잘렸거나 모자란 파일이라 확인할 수 없음",
                suggestions: ["파일을 다시 받아 보세요."], exitStatus: .badInput)
        case .changed:
            self.init(
                kind: "portfolio_changed", message: "서명이 맞지 않음: 서명한 뒤로 파일이 바뀜",
                suggestions: ["만든 사람에게 파일을 다시 받으세요."], exitStatus: .badInput)
        case .noKey:
            self.init(kind: "internal", message: "서명할 열쇠를 만들 수 없음", exitStatus: .ownFault)
        }
    }

    init(_ error: PortfolioError) {
        switch error {
        case .empty:
            self.init(
                kind: "nothing_handed_in", message: "아직 낸 것이 없어 넘겨줄 성과가 없음",
                suggestions: ["sil next"], exitStatus: .badInput)
        case .unreadable:
            self.init(
                kind: "portfolio_unreadable", message: "서명은 맞지만 담긴 것을 읽을 수 없음", exitStatus: .badInput)
        case .damagedKey(let path):
            self.init(
                kind: "key_damaged", message: "서명하는 열쇠가 든 파일이 망가짐: \(path)",
                suggestions: ["파일을 다른 곳으로 옮겨 두고 다시 하면 새 열쇠가 생김. 지문이 바뀌므로 받는 사람에게 알려 주세요."],
                exitStatus: .badInput)
        }
    }

    static func otherKey(_ key: String) -> Failure {
        Failure(
            kind: "portfolio_other_key", message: "서명은 맞지만 다른 열쇠로 서명함: \(key)",
            suggestions: ["만든 사람에게 열쇠 지문을 다시 물어보세요."], exitStatus: .badInput)
    }
}
