// uses: · mode 6 · -O
@propertyWrapper struct Clamped<Value: Comparable> {
    private var value: Value
    let range: ClosedRange<Value>
    var wrappedValue: Value {
        get { value }
        set { value = min(max(newValue, range.lowerBound), range.upperBound) }
    }
    var projectedValue: Bool { range.contains(value) }
    init(wrappedValue: Value, _ range: ClosedRange<Value>) {
        self.range = range
        value = min(max(wrappedValue, range.lowerBound), range.upperBound)
    }
}

@propertyWrapper final class Lazy<Value> {
    private var make: (() -> Value)?
    private lazy var stored: Value = {
        defer { make = nil }
        return make!()
    }()
    init(wrappedValue make: @autoclosure @escaping () -> Value) { self.make = make }
    var wrappedValue: Value { stored }
}

struct Player {
    @Clamped(0...100) var health = 100
    @Clamped(1...10) var level = 1
    @Lazy var name: String = String(repeating: "가", count: 3)
    private(set) lazy var title = "\(name) \(level)"
    var score = 0 {
        willSet { print("\(score) → \(newValue)") }
        didSet { if score < oldValue { score = oldValue } }
    }
}

func play() -> (Int, Bool, String) {
    var player = Player()
    player.health -= 250
    player.score += 10
    return (player.health, player.$level, player.title)
}
