enum Worker {
    case a, b
}

func losingOrder() -> [Worker] {
    [.a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .b, .a, .a, .a, .a]
}

func savingOrder() -> [Worker] {
    [.a, .b, .a, .a, .a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .a]
}

func stuckOrder() -> [Worker] {
    // 기다리는 줄까지 차례를 줌
    [.a, .b, .a, .b]
}
