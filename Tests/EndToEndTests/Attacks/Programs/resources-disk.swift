// tries: Fills the disk
// exercise: held-files
// verdict-full: failed | crashed | output_limit | out_of_memory | timed_out
// verdict-reduced: failed | crashed | output_limit | out_of_memory | timed_out
// plain: 1 (0 of 3 passed)

import Foundation

func saved(_ text: String, at path: String) throws -> String {
    let block = Data(repeating: 7, count: 8 << 20)
    for number in 0..<1_000 {
        guard (try? block.write(to: URL(fileURLWithPath: "\(path)-\(number)"))) != nil else { break }
        if number == 127 { print("BREACH a gigabyte written") }
    }
    return "wrong"
}
