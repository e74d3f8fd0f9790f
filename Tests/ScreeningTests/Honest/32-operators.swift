// uses: · mode 6 · -Onone
infix operator ** : PowerPrecedence
prefix operator √
infix operator |> : PipePrecedence
postfix operator ¢
precedencegroup PowerPrecedence {
    higherThan: MultiplicationPrecedence
    associativity: right
}
precedencegroup PipePrecedence {
    lowerThan: AdditionPrecedence
    associativity: left
}

func ** (base: Double, exponent: Int) -> Double { (0..<exponent).reduce(1) { result, _ in result * base } }
prefix func √ (value: Double) -> Double { value.squareRoot() }
func |> <A, B>(value: A, change: (A) -> B) -> B { change(value) }
postfix func ¢ (value: Int) -> Double { Double(value) / 100 }

struct Vector: Equatable, Hashable, Comparable, AdditiveArithmetic {
    var x = 0.0, y = 0.0
    static let zero = Vector()
    static func + (a: Vector, b: Vector) -> Vector { Vector(x: a.x + b.x, y: a.y + b.y) }
    static func - (a: Vector, b: Vector) -> Vector { Vector(x: a.x - b.x, y: a.y - b.y) }
    static func * (a: Vector, k: Double) -> Vector { Vector(x: a.x * k, y: a.y * k) }
    static prefix func - (a: Vector) -> Vector { zero - a }
    static func == (a: Vector, b: Vector) -> Bool { abs(a.x - b.x) < 1e-9 && abs(a.y - b.y) < 1e-9 }
    static func < (a: Vector, b: Vector) -> Bool { a.length < b.length }
    static func += (a: inout Vector, b: Vector) { a = a + b }
    var length: Double { √(x ** 2 + y ** 2) }
    func hash(into hasher: inout Hasher) { hasher.combine(length) }
}
func result() -> Double { 3 |> { $0 + 1 } |> { Double($0) ** 2 } |> { $0 + 250¢ } }
