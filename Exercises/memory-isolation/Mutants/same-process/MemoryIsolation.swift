struct NoAnswer: Error {}

func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let child = work()
    return (child: child, parent: work())
}
