// REFUSED: read. Waits for what another thread would write into a pipe, if it ran.
import Foundation

let pipe = Pipe()
Thread.detachNewThread {
    Thread.sleep(forTimeInterval: 1)
    pipe.fileHandleForWriting.write(Data([1]))
}
print(pipe.fileHandleForReading.readData(ofLength: 1).count)
