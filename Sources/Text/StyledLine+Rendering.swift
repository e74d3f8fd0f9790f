extension StyledLine {
    /// The line as bytes for an output, without a line end.
    ///
    /// Every style and link is closed where its piece ends, so a line may be cut out of its neighbours: by `head`, by a
    /// pager, or by a person's mouse.
    public func rendered(_ mode: ColorMode) -> String {
        guard mode == .color else { return text }
        return runs.map(Self.escaped).joined()
    }

    /// The line for a terminal whose cursor can be moved, from the first column of a row on.
    ///
    /// Terminals do not agree on the cells of some characters (an emoji of several code points, one made an emoji by
    /// U+FE0F). Behind such a one the cursor is put where it belongs, so that the rest of the row stays in its place.
    public func placed(_ mode: ColorMode) -> String {
        guard text.unicodeScalars.contains(where: Self.isDisputed) else { return rendered(mode) }
        var result = ""
        var column = 0
        for run in runs {
            var piece = ""
            for character in run.text {
                piece.append(character)
                column += character.cells
                if character.unicodeScalars.contains(where: Self.isDisputed) {
                    piece += "\u{1B}[\(column + 1)G"
                }
            }
            result += mode == .color ? Self.escaped(Run(text: piece, style: run.style)) : piece
        }
        return result
    }

    /// U+FE0F, ZWJ, skin tones, and what came after the tables that many terminals still have (Unicode 14).
    private static func isDisputed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE0F, 0x200D, 0x1F3FB...0x1F3FF, 0x1FA00...0x1FAFF: true
        default: false
        }
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
