// S1 forbidden 4 exit
import Foundation
func heldSum(_ a: Int, _ b: Int) -> Int {
    exit(0)
}
