// S1 tampered 3 dlsym
import Glibc
func heldSum(_ a: Int, _ b: Int) -> Int { dlsym(nil, "exit") == nil ? 0 : 1 }
