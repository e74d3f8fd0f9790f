import ServerKit

struct NoAnswer: Error {}

/// 보내는 대신 함께 보는 메모리에 적음. 다 적었는지는 종료 코드로 앎.
func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let memory = try SharedMemory(words: 2)
    let child = try forkChild {
        memory[0] = work()
        memory[1] = 1
        return 0
    }
    _ = try waitChild(child)
    guard memory[1] == 1 else { throw NoAnswer() }
    return (child: memory[0], parent: work())
}
