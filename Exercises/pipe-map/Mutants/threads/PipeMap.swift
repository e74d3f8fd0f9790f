import Foundation

func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var answers = [String](repeating: "", count: inputs.count)
    let lock = NSLock()
    let group = DispatchGroup()
    withoutActuallyEscaping(f) { f in
        for (i, input) in inputs.enumerated() {
            group.enter()
            let worker = Thread {
                let answer = f(input)
                lock.withLock { answers[i] = answer }
                group.leave()
            }
            worker.start()
        }
        group.wait()
    }
    return answers
}
