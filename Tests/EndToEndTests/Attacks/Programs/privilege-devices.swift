// tries: Opens the machine's memory, disks and terminals
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: 1 (0 of 3 passed)

import Glibc

func nextSquare(_ number: Int) -> Int {
    for device in ["mem", "kmem", "port", "sda", "vda", "loop0", "kvm", "fuse", "kmsg", "tty0", "console"]
    where open("/dev/\(device)", O_RDWR) >= 0 {
        print("BREACH", device)
    }
    return -1
}
