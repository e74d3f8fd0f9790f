enum Worker {
    case a, b
}

func losingOrder() -> [Worker] {
    // count에 1을 쓴 줄까지만 감
    [.a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .b, .a, .a]
}

func savingOrder() -> [Worker] {
    [.a, .b, .a, .a, .a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .a]
}

func stuckOrder() -> [Worker] {
    [.a, .b]
}
