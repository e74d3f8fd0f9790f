extension StyledLine {
    /// The line as bytes for an output, without a line end.
    ///
    /// Every style and link is closed where its piece ends, so a line may be cut out of its neighbours: by `head`, by a
    /// pager, or by a person's mouse.
    public func rendered(_ mode: ColorMode) -> String {
        guard mode == .color else { return text }
        return runs.map(Self.escaped).joined()
    }

    private static func escaped(_ run: Run) -> String {
        var result = run.text
        let codes = run.style.codes
        if !codes.isEmpty {
            result = "\u{1B}[\(codes.map(String.init).joined(separator: ";"))m\(result)\u{1B}[0m"
        }
        if let link = run.style.link {
            result = "\u{1B}]8;;\(address(link))\u{1B}\\\(result)\u{1B}]8;;\u{1B}\\"
        }
        return result
    }

    /// The address with everything but visible ASCII percent-encoded, as OSC 8 wants it.
    private static func address(_ link: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in link.utf8 {
            if (0x21...0x7E).contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
