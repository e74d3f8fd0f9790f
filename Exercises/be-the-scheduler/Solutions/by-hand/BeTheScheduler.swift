enum Worker {
    case a, b
}

func losingOrder() -> [Worker] {
    // A가 0을 읽고 락을 풂. B가 끝까지 감: 0을 읽고 1을 씀. A는 그것을 모른 채 0 + 1을 씀.
    [.a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .b, .a, .a, .a, .a]
}

func savingOrder() -> [Worker] {
    // 둘 다 요청을 받아 둠. A가 1을 쓰고 락을 푼 뒤에 B가 읽음. A의 답은 맨 나중에 나감.
    [.a, .b, .a, .a, .a, .a, .a, .a, .b, .b, .b, .b, .b, .b, .b, .a]
}

func stuckOrder() -> [Worker] {
    [.a, .b]
}
