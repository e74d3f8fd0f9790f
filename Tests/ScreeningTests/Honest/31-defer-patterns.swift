// uses: · mode 5 · -Onone
indirect enum Expression {
    case number(Double), variable(String)
    case binary(Expression, Character, Expression)
    case negate(Expression)
}

func value(of expression: Expression, in scope: [String: Double]) -> Double? {
    switch expression {
    case .number(let number): return number
    case .variable(let name): return scope[name]
    case .negate(let inner): return value(of: inner, in: scope).map(-)
    case let .binary(left, sign, right):
        guard let a = value(of: left, in: scope), let b = value(of: right, in: scope) else { return nil }
        switch (sign, b) {
        case ("+", _): return a + b
        case ("-", _): return a - b
        case ("*", _): return a * b
        case ("/", 0): return nil
        case ("/", _): return a / b
        default: return nil
        }
    }
}

func classify(_ point: (Int, Int)) -> String {
    switch point {
    case (0, 0): "원점"
    case (let x, 0),
        (0, let x) where x > 0:
        "축 \(x)"
    case (-9...9, -9...9): "가까움"
    case let (x, y) where x == y: "대각선"
    default: "멀리"
    }
}

func firstEven(_ rows: [[Int?]]) -> Int? {
    search: for row in rows {
        for case let number? in row {
            if number % 2 != 0 { continue search }
            if case 10...20 = number { break search }
            return number
        }
    }
    var tries = 0
    repeat { tries += 1; defer { tries += 1 } } while tries < 3
    let text = if tries > 2 { "많음" } else { "적음" }
    return text.isEmpty ? nil : tries
}
