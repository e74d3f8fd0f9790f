// uses: · mode 6 · -Onone
struct Person: Hashable { var name: String; var age: Int; var home = Home(city: "서울") }
struct Home: Hashable { var city: String }

extension Sequence {
    func ordered<Value: Comparable>(by path: KeyPath<Element, Value>) -> [Element] {
        sorted { $0[keyPath: path] < $1[keyPath: path] }
    }
    func tally<Key: Hashable>(_ path: KeyPath<Element, Key>) -> [Key: Int] {
        reduce(into: [:]) { $0[$1[keyPath: path], default: 0] += 1 }
    }
}

func older(_ people: [Person]) -> [Person] {
    let path: WritableKeyPath<Person, Int> = \.age
    return people.map { person in
        var copy = person
        copy[keyPath: path] += 1
        copy[keyPath: \.home.city].append("시")
        return copy
    }.ordered(by: \.name)
}
func ages(_ people: [Person]) -> [Int] { people.map(\.age) }

/// In a generic class the compiler describes its parameters to each path, under a name of its own.
final class Shelf<Item> {
    private var items: [Item] = []
    private(set) var taken = 0
    func put(_ item: Item) { items.append(item) }
    func take() -> Item {
        self[keyPath: counter] += 1
        return self[keyPath: \.items].removeFirst()
    }
    private var counter: ReferenceWritableKeyPath<Shelf, Int> { \.taken }
}
func firstTaken() -> (String, Int) {
    let shelf = Shelf<String>()
    shelf.put("책")
    return (shelf.take(), [shelf].map(\.taken).reduce(0, +))
}
