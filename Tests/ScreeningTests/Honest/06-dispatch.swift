// uses: threads · mode 6 · -Onone
import Dispatch
import Foundation

final class Box<Value>: @unchecked Sendable {
    private let queue = DispatchQueue(label: "box")
    private var value: Value
    init(_ value: Value) { self.value = value }
    func update(_ body: (inout Value) -> Void) { queue.sync { body(&value) } }
    var current: Value { queue.sync { value } }
}

func squares(_ count: Int) -> [Int] {
    let box = Box([Int](repeating: 0, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in box.update { $0[index] = index * index } }
    let group = DispatchGroup()
    for index in 0..<count {
        DispatchQueue.global(qos: .userInitiated).async(group: group) { box.update { $0[index] += 1 } }
    }
    _ = group.wait(timeout: .now() + .seconds(2))
    let item = DispatchWorkItem { box.update { $0.reverse() } }
    DispatchQueue.global().async(execute: item)
    item.wait()
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + .milliseconds(1), repeating: .never)
    timer.setEventHandler {}
    timer.resume()
    timer.cancel()
    let operations = OperationQueue()
    operations.maxConcurrentOperationCount = 2
    operations.addOperation { box.update { $0.append(0) } }
    operations.waitUntilAllOperationsAreFinished()
    return box.current
}
