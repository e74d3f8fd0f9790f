// S1 forbidden 3 Thread.exit
import Foundation
func heldSum(_ a: Int, _ b: Int) -> Int { Thread.exit(); return 0 }
