import Foundation

/// 매출과 재고. 두 값은 저마다의 락이 지킴.
///
/// `sil submit`이 찾아 준 데드락의 흔적을 읽고 고치세요. 락을 없애면 데이터 레이스가 됨.
final class Ledger: @unchecked Sendable {
    private let salesLock = NSLock()
    private let stockLock = NSLock()
    private var sales = 0
    private var stock: Int

    init(stock: Int) {
        self.stock = stock
    }

    /// 하나를 팖: 재고가 하나 줄고 매출이 하나 늚. 재고가 없으면 false.
    func sell() -> Bool {
        salesLock.lock()
        defer { salesLock.unlock() }
        stockLock.lock()
        defer { stockLock.unlock() }
        guard stock > 0 else { return false }
        stock -= 1
        sales += 1
        return true
    }

    /// 하나를 되돌려 받음: 매출이 하나 줄고 재고가 하나 늚. 판 것이 없으면 false.
    func refund() -> Bool {
        // 두 락을 쥐는 순서가 sell()과 다름.
        salesLock.lock()
        let any = sales > 0
        if any { sales -= 1 }
        salesLock.unlock()
        stockLock.lock()
        defer { stockLock.unlock() }
        guard any else { return false }
        stock += 1
        return true
    }

    /// 한 순간의 (매출, 재고). 더하면 늘 처음 재고와 같음.
    var totals: (sales: Int, stock: Int) {
        salesLock.lock()
        defer { salesLock.unlock() }
        stockLock.lock()
        defer { stockLock.unlock() }
        return (sales, stock)
    }
}
