// S1 forbidden 4 contentsOfFile
import Foundation
func heldSum(_ a: Int, _ b: Int) -> Int {
    (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8))?.count ?? 0
}
