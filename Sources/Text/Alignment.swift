/// Where a text stands in a wider place.
public enum Alignment: Sendable {
    case left, center, right

    /// How many of `free` blanks go before and after the text.
    func padding(of free: Int) -> (before: Int, after: Int) {
        let free = max(0, free)
        return switch self {
        case .left: (0, free)
        case .center: (free / 2, free - free / 2)
        case .right: (free, 0)
        }
    }
}
