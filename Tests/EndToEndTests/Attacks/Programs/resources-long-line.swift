// tries: One line without end on stderr
// exercise: held-files
// verdict-full: output_limit
// verdict-reduced: output_limit
// plain: no end in 15 s

import Foundation

func saved(_ text: String, at path: String) throws -> String {
    while true { try FileHandle.standardError.write(contentsOf: Data(repeating: 0x61, count: 1 << 16)) }
}
