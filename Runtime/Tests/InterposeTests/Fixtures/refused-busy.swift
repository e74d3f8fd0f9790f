// REFUSED: runs. A loop that touches nothing.
import Foundation

@inline(never) func busy() { while true {} }
Thread.detachNewThread { busy() }
Thread.sleep(forTimeInterval: 1)
