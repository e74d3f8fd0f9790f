// uses: · mode 6 · -O
struct Ticket: ~Copyable {
    let number: Int
    private let onDrop: (Int) -> Void
    init(_ number: Int, onDrop: @escaping (Int) -> Void) {
        self.number = number
        self.onDrop = onDrop
    }
    consuming func redeem() -> Int {
        let result = number
        discardable()
        return result
    }
    private borrowing func discardable() {}
    deinit { onDrop(number) }
}

enum Slot<Value: ~Copyable>: ~Copyable { case empty, full(Value) }

extension Slot where Value: ~Copyable {
    mutating func take() -> Value? {
        switch consume self {
        case .empty: self = .empty; return nil
        case .full(let value): self = .empty; return value
        }
    }
}

func borrowed(_ ticket: borrowing Ticket) -> Int { ticket.number }
func swapped() -> Int {
    var slot = Slot<Ticket>.full(Ticket(7) { _ in })
    guard let ticket = slot.take() else { return 0 }
    return borrowed(ticket) + ticket.redeem()
}
