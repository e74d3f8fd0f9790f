// uses: · mode 6 · -Onone
import Foundation

enum ParseError: Error, Equatable, LocalizedError {
    case empty, badDigit(Character, at: Int), overflow
    var errorDescription: String? {
        switch self {
        case .empty: "비어 있음"
        case .badDigit(let digit, let place): "\(place)번째 \(digit)"
        case .overflow: "너무 큼"
        }
    }
}

extension String: @retroactive Error {}

func number(_ text: String) throws(ParseError) -> Int {
    guard !text.isEmpty else { throw .empty }
    var value = 0
    for (place, character) in text.enumerated() {
        guard let digit = character.wholeNumberValue else { throw .badDigit(character, at: place) }
        let (shifted, tooBig) = value.multipliedReportingOverflow(by: 10)
        guard !tooBig else { throw .overflow }
        value = shifted &+ digit
    }
    return value
}

func described(_ text: String) -> String {
    do {
        return "\(try number(text))"
    } catch .empty {
        return "없음"
    } catch {
        return error.localizedDescription
    }
}

func attempt(_ text: String) -> Result<Int, any Error> {
    Result { try number(text) }.flatMapError { _ in .failure("못 읽음") }
}

func checked(_ index: Int, in list: [Int]) -> Int {
    assert(index >= 0)
    guard list.indices.contains(index) else { fatalError("밖: \(index) \(#function) \(#line)") }
    return list[index]
}
