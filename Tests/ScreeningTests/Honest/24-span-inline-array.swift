// uses: · mode 6 · -O
func sum(_ span: Span<Int>) -> Int {
    var total = 0
    for index in span.indices { total += span[index] }
    return total
}

func inline() -> Int {
    var values: InlineArray<4, Int> = [1, 2, 3, 4]
    values[0] = 10
    var total = 0
    for index in values.indices { total += values[index] }
    return total
}

func both() -> Int {
    let numbers = [1, 2, 3]
    let floats = ContiguousArray(repeating: 1.5, count: 3)
    return sum(numbers.span) + inline() + Int(floats.reduce(0, +)) + ArraySlice(numbers)[1...].count
}
