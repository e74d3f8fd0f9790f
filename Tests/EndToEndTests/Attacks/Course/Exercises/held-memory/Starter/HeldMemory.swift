func reversedBytes(_ bytes: [UInt8]) -> [UInt8] { [0] }
