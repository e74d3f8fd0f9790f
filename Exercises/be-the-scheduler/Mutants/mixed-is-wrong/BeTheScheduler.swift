enum Worker {
    case a, b
}

func losingOrder() -> [Worker] {
    [.a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .b, .a, .a, .a, .a]
}

func savingOrder() -> [Worker] {
    // 섞이면 잃는다고 보고, 하나가 끝난 뒤에 다음을 시작함
    Array(repeating: .a, count: 8) + Array(repeating: .b, count: 8)
}

func stuckOrder() -> [Worker] {
    [.a, .b]
}
