// REFUSED: swift_task_create. Tasks have an executor of their own.
import Foundation

let task = Task { 1 }
Thread.sleep(forTimeInterval: 0.1)
print(task.isCancelled)
