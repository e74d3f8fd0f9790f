enum Worker {
    case a, b
}

func losingOrder() -> [Worker] {
    Array(repeating: .a, count: 8) + Array(repeating: .b, count: 8)
}

func savingOrder() -> [Worker] {
    Array(repeating: .b, count: 8) + Array(repeating: .a, count: 8)
}

func stuckOrder() -> [Worker] {
    [.a, .b]
}
