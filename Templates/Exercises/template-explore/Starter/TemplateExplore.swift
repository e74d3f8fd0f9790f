/// 표가 든 상자. 창구를 맡은 스레드 여럿이 함께 씀.
///
/// `@unchecked Sendable`은 "여러 스레드가 함께 써도 되게 내가 지켰음"이라는 약속임. 아직은 지키지 않았음.
final class TicketBox: @unchecked Sendable {
    private var tickets: Int

    init(tickets: Int) { self.tickets = tickets }

    /// 표가 남아 있으면 한 장 팔고 true, 없으면 false.
    func sell() -> Bool {
        // 1. 확인과 팔기 사이에 다른 스레드가 끼어들지 못하게 하세요.
        guard tickets > 0 else { return false }
        tickets -= 1
        return true
    }

    /// 남은 표. 다른 스레드가 파는 동안에도 부를 수 있음.
    var left: Int {
        // 2. 읽기만 하는 스레드도 같은 약속을 지켜야 함.
        tickets
    }
}
