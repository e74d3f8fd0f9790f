// uses: · mode 5 · -O
import Foundation

extension Int {
    var isPrime: Bool { self > 1 && !(2..<Swift.max(2, self)).contains { $0 * $0 <= self && self % $0 == 0 } }
}
extension Array where Element: Hashable {
    var unique: [Element] { var seen: Set<Element> = []; return filter { seen.insert($0).inserted } }
}
extension Collection {
    subscript(safe index: Index) -> Element? { indices.contains(index) ? self[index] : nil }
    func chunked(_ size: Int) -> [SubSequence] {
        stride(from: 0, to: count, by: size).map {
            self[
                self.index(
                    startIndex, offsetBy: $0)..<self.index(
                        startIndex, offsetBy: $0 + size, limitedBy: endIndex
                    ).orEnd(endIndex)]
        }
    }
}
extension Optional { func orEnd(_ other: Wrapped) -> Wrapped { self ?? other } }
extension String {
    var isPalindrome: Bool {
        let letters = lowercased().filter(\.isLetter); return letters == String(letters.reversed())
    }
}
extension Dictionary where Value: Comparable { var best: Key? { self.max { $0.value < $1.value }?.key } }
extension DefaultStringInterpolation {
    mutating func appendInterpolation(hex value: Int) { appendLiteral(String(value, radix: 16)) }
}
extension Date { var isWeekend: Bool { Calendar(identifier: .gregorian).isDateInWeekend(self) } }
extension Comparable {
    func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
protocol Summable { static func sum(_ values: [Self]) -> Self }
extension Int: Summable { static func sum(_ values: [Int]) -> Int { values.reduce(0, +) } }
func shown() -> String {
    "\(hex: 255) \([1, 1, 2].unique) \(7.isPrime) \([1, 2, 3].chunked(2).count) \(12.clamped(to: 0...9))"
}
