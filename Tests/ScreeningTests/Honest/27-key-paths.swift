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
