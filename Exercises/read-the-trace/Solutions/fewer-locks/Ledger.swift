import Synchronization

/// 함께 맞아야 하는 두 값은 락 하나로 지킴.
final class Ledger: Sendable {
    private let books: Mutex<(sales: Int, stock: Int)>

    init(stock: Int) {
        books = Mutex((0, stock))
    }

    func sell() -> Bool {
        books.withLock { books in
            guard books.stock > 0 else { return false }
            books = (books.sales + 1, books.stock - 1)
            return true
        }
    }

    func refund() -> Bool {
        books.withLock { books in
            guard books.sales > 0 else { return false }
            books = (books.sales - 1, books.stock + 1)
            return true
        }
    }

    var totals: (sales: Int, stock: Int) {
        books.withLock { $0 }
    }
}
