// uses: · mode 6 · -O
import Foundation

struct Order: Codable, Equatable {
    enum Status: String, Codable { case open, paid, shipped }
    var id: UUID
    var at: Date
    var items: [String: Decimal]
    var status: Status = .open
    var note: String?

    enum CodingKeys: String, CodingKey { case id, at = "created_at", items, status, note }
}

func encoded(_ orders: [Order]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(orders), as: UTF8.self)
}

func decoded(_ text: String) throws -> [Order] {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode([Order].self, from: Data(text.utf8))
}

func lines(_ order: Order) -> [String] {
    let dates = DateFormatter()
    dates.locale = Locale(identifier: "ko_KR")
    dates.timeZone = TimeZone(identifier: "Asia/Seoul")
    dates.dateFormat = "yyyy년 M월 d일"
    let numbers = NumberFormatter()
    numbers.numberStyle = .decimal
    let total = order.items.values.reduce(0, +)
    var data = Data([1, 2, 3])
    data.append(contentsOf: [4, 5])
    return [
        dates.string(from: order.at), numbers.string(from: total as NSDecimalNumber) ?? "?",
        String(format: "%05.2f %@ %d", 3.14159, "끝", 42), data.base64EncodedString(),
        order.at.formatted(.iso8601), 1234.5.formatted(.number.precision(.fractionLength(2))),
        Measurement(value: 3, unit: UnitLength.kilometers).converted(to: .meters).description,
        "\(URL(string: "https://example.com/a?b=c")?.host ?? "")",
    ]
}
