// tries: Leaves a daemon in a session of its own that holds every pipe open
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    guard fork() == 0 else { return -1 }
    setsid()
    guard fork() == 0 else { _exit(0) }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("held-mark"), strdup("1000"), nil]
    execv("/bin/sleep", &arguments)
    while true { pause() }
}
