import ServerKit

struct NoAnswer: Error {}

func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    var answer = 0
    let child = try forkChild {
        answer = work()
        return 0
    }
    _ = try waitChild(child)
    return (child: answer, parent: work())
}
