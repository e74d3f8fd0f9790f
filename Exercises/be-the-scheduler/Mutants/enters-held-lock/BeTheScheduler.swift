enum Worker {
    case a, b
}

func losingOrder() -> [Worker] {
    // 둘이 나란히 한 줄씩 감
    Array(repeating: [.a, .b], count: 8).flatMap { $0 }
}

func savingOrder() -> [Worker] {
    [.a, .b, .a, .a, .a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .a]
}

func stuckOrder() -> [Worker] {
    [.a, .b]
}
