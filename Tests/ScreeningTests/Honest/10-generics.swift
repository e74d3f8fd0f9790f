// uses: · mode 5 · -O
protocol Shape { associatedtype Unit: Numeric; var area: Unit { get } }
extension Shape { var doubled: Unit { area + area } }
struct Square: Shape { var side: Int; var area: Int { side * side } }
struct Circle: Shape { var radius: Double; var area: Double { radius * radius * 3 } }

struct Stack<Element> {
    private var items: [Element] = []
    mutating func push(_ item: Element) { items.append(item) }
    mutating func pop() -> Element? { items.popLast() }
}
extension Stack: Sequence {
    func makeIterator() -> AnyIterator<Element> {
        var rest = self
        return AnyIterator { rest.pop() }
    }
}
extension Stack: Equatable where Element: Equatable {}
extension Stack: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: Element...) { for element in elements { push(element) } }
}

func largest<S: Sequence>(_ items: S) -> S.Element? where S.Element: Comparable { items.max() }
func areas(_ shapes: [any Shape]) -> [String] { shapes.map { "\($0.area)" } }
func make(_ flag: Bool) -> some Shape { Square(side: flag ? 1 : 2) }
func pack<each T>(_ values: repeat each T) -> (repeat [each T]) { (repeat [each values]) }
func use() -> Bool {
    let stack: Stack = [1, 2, 3]
    return stack == [1, 2, 3] && largest(stack) == 3 && pack(1, "a").1 == ["a"]
        && !areas([Square(side: 1)]).isEmpty
}
