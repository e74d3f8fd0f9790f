// REFUSED: dispatch_async. Dispatch has threads of its own.
import Dispatch

var count = 0
DispatchQueue.global().async { count += 1 }
print(count)
