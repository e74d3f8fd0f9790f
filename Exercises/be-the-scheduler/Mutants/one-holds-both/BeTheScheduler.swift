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
    // A가 둘 다 쥐었으니 B가 막힘
    [.a, .a]
}
