// uses: · mode 5 · -Onone
import Foundation

enum Shape: Codable, Equatable {
    case circle(radius: Double), box(Int, Int)
    private enum Keys: String, CodingKey { case kind, values }
    init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Keys.self)
        let values = try box.decode([Double].self, forKey: .values)
        switch try box.decode(String.self, forKey: .kind) {
        case "circle" where values.count == 1: self = .circle(radius: values[0])
        case "box" where values.count == 2: self = .box(Int(values[0]), Int(values[1]))
        default: throw DecodingError.dataCorruptedError(forKey: .kind, in: box, debugDescription: "모름")
        }
    }
    func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        switch self {
        case .circle(let radius):
            try box.encode("circle", forKey: .kind)
            try box.encode([radius], forKey: .values)
        case .box(let width, let height):
            try box.encode("box", forKey: .kind)
            try box.encode([width, height], forKey: .values)
        }
    }
}

func roundTrip(_ shapes: [Shape]) throws -> [Shape] {
    try PropertyListDecoder().decode([Shape].self, from: PropertyListEncoder().encode(shapes))
}
func loose(_ text: String) throws -> [String: Any]? {
    try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed]) as? [String: Any]
}
