// tries: Fills /dev and /dev/shm, which are memory
// exercise: held-files
// verdict-full: failed | crashed | output_limit | out_of_memory | timed_out
// verdict-reduced: failed | crashed | output_limit | out_of_memory | timed_out
// plain: 1 (0 of 3 passed), reaches it

import Foundation

func saved(_ text: String, at path: String) throws -> String {
    let block = Data(repeating: 7, count: 1 << 20)
    for folder in ["/dev/shm", "/dev"] {
        for number in 0..<256 {
            guard (try? block.write(to: URL(fileURLWithPath: "\(folder)/held-mark-\(number)"))) != nil else {
                break
            }
            if number == 255 { print("BREACH", folder) }
        }
    }
    return "wrong"
}
