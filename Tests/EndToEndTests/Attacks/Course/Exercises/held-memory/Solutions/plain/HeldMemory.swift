func reversedBytes(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    result.withUnsafeMutableBufferPointer { buffer in
        for index in 0..<buffer.count / 2 {
            buffer.swapAt(index, buffer.count - 1 - index)
        }
    }
    return result
}
