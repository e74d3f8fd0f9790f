// uses: · mode 6 · -O
import Foundation

func holidays(in year: Int) -> [Date] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 9 * 3600) ?? .gmt
    return [(1, 1), (3, 1), (8, 15)].compactMap {
        calendar.date(from: DateComponents(year: year, month: $0.0, day: $0.1))
    }
}
func gap(_ a: Date, _ b: Date) -> Int { Calendar.current.dateComponents([.day], from: a, to: b).day ?? 0 }
func sortedNames(_ names: [String]) -> [String] {
    names.sorted { $0.localizedStandardCompare($1) == .orderedAscending }
}
func padded(_ text: String) -> String { text.padding(toLength: 8, withPad: ".", startingAt: 0).capitalized }
func pieces(_ text: String) -> [String] {
    let scanner = Scanner(string: text)
    var found: [String] = []
    while let word = scanner.scanUpToCharacters(from: .punctuationCharacters) {
        found.append(word); _ = scanner.scanCharacter()
    }
    return found
}
func attributed() -> Int {
    var text = AttributedString("굵게"); text.append(AttributedString("!")); return text.characters.count
}
func random() -> Int {
    var generator = SystemRandomNumberGenerator();
    return Int.random(in: 1...6, using: &generator) + [1, 2].shuffled()[0]
}
func bits() -> String {
    String(0b1010_1010, radix: 2) + "\(UInt8.max.leadingZeroBitCount) \(0x1p-3) \(1e-5) \(~0 << 2)"
}
func notification() -> Notification { Notification(name: Notification.Name("x"), object: nil) }
