// REFUSED: dispatch_semaphore_create. Dispatch's semaphores are its own.
import Dispatch

let gate = DispatchSemaphore(value: 0)
gate.signal()
gate.wait()
