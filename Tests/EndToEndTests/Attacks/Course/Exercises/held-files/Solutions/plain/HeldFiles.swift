import Foundation

func saved(_ text: String, at path: String) throws -> String {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return try String(contentsOfFile: path, encoding: .utf8)
}
