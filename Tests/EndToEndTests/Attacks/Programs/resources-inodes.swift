// tries: Makes files of no bytes until there are no more
// exercise: held-files
// verdict-full: failed | crashed | output_limit | out_of_memory | timed_out
// verdict-reduced: failed | crashed | output_limit | out_of_memory | timed_out
// plain: no end in 15 s

import Foundation

func saved(_ text: String, at path: String) throws -> String {
    for number in 0..<1_000_000
    where !FileManager.default.createFile(atPath: "\(path)-\(number)", contents: nil) {
        break
    }
    return "wrong"
}
