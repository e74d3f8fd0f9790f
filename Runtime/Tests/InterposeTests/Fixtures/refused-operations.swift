// REFUSED: dispatch_async. Operations run on Dispatch.
import Foundation

let queue = OperationQueue()
queue.addOperation { print("done") }
queue.waitUntilAllOperationsAreFinished()
