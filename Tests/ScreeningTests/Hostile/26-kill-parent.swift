// S1 forbidden 3 kill
import Glibc
func heldSum(_ a: Int, _ b: Int) -> Int { Int(kill(getppid(), 9)) }
