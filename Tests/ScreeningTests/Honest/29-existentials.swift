// uses: · mode 6 · -O
protocol Animal: AnyObject { var name: String { get }; func speak() -> String }
extension Animal { func twice() -> String { speak() + speak() } }
class Dog: Animal { let name = "개"; func speak() -> String { "멍" } }
final class Puppy: Dog { override func speak() -> String { super.speak().lowercased() + "!" } }
final class Cat: Animal {
    let name: String; init(_ name: String) { self.name = name }; func speak() -> String { "야옹" }
}

protocol Plugin { static var key: String { get }; init() }
struct One: Plugin { static let key = "one" }
struct Two: Plugin { static let key = "two" }

func chorus(_ animals: [any Animal]) -> String { animals.map { $0.twice() }.joined(separator: " ") }
func registry(_ types: [any Plugin.Type]) -> [String: any Plugin] {
    Dictionary(uniqueKeysWithValues: types.map { ($0.key, $0.init()) })
}
func opened(_ value: any Hashable) -> Int { hash(value) }
private func hash<T: Hashable>(_ value: T) -> Int {
    var hasher = Hasher(); hasher.combine(value); return hasher.finalize()
}
func erased(_ numbers: some Collection<Int>) -> AnyCollection<Int> { AnyCollection(numbers) }
func all() -> String { chorus([Dog(), Puppy(), Cat("나비")]) + "\(registry([One.self, Two.self]).count)" }
