// S1 forbidden 3 fork
import Glibc
func heldSum(_ a: Int, _ b: Int) -> Int { fork() == 0 ? a + b : 0 }
