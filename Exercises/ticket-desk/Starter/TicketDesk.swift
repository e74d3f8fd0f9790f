/// 공연 하나의 표를 파는 창구. 예매 요청을 맡은 스레드 여럿이 함께 씀.
final class TicketDesk: @unchecked Sendable {
    private let seats: Int
    private var sold = 0

    /// - Parameter seats: 팔 자리의 수
    init(seats: Int) {
        self.seats = seats
    }

    /// 자리 하나를 팔고 그 번호(1부터 `seats`까지)를 돌려줌. 다 팔렸으면 `nil`.
    ///
    /// 같은 자리를 두 번 팔지 않고, 남은 자리가 있으면 `nil`을 돌려주지 않음.
    func buy() -> Int? {
        // 1. 확인: 남은 자리가 있는가
        if sold >= seats { return nil }

        // 2. 행동: 다음 자리를 내줌. 확인한 뒤로 그대로일까요?
        sold = sold + 1
        return sold
    }

    /// 아직 팔리지 않은 자리의 수. 다른 스레드가 사는 동안에도 부를 수 있음.
    var remaining: Int {
        seats - sold
    }
}
