import Terminal

/// Which part of more lines than fit is shown.
struct Scroll {
    /// The first line shown.
    var top = 0
    /// Lines there are, and lines that fit.
    var count = 0 { didSet { keepInside() } }
    var height = 1 { didSet { keepInside() } }

    mutating func move(by key: Key) {
        switch key {
        case .down, .wheelDown, .character("j"): top += 1
        case .up, .wheelUp, .character("k"): top -= 1
        case .right, .pageDown, .character(" "): top += max(1, height - 2)
        case .left, .pageUp, .character("b"): top -= max(1, height - 2)
        case .home, .character("g"): top = 0
        case .end, .character("G"): top = count
        default: break
        }
        keepInside()
    }

    private mutating func keepInside() { top = max(0, min(top, count - height)) }
}
