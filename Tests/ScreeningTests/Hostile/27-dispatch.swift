// S1 forbidden 3 DispatchQueue
import Dispatch
func heldSum(_ a: Int, _ b: Int) -> Int { DispatchQueue.global().sync { a + b } }
