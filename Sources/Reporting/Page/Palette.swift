import Foundation

/// The colours of a page in one scheme, and what they are for.
struct Palette: Sendable {
    /// The raw values are the names of the style sheet's variables.
    enum Role: String, CaseIterable, Sendable {
        /// What the page and its panels are printed on.
        case paper, panel
        case ink
        case muted
        case link
        case good, warn, bad
        /// Lines between things; nothing is told by them.
        case rule
        /// The empty part of a bar, and its full part.
        case track, fill
        case addedPaper = "added-paper"
        case added
        case removedPaper = "removed-paper"
        case removed
    }

    struct Color: Sendable, Equatable {
        /// 0xRRGGBB
        var value: UInt32

        /// WCAG 2.2: relative luminance.
        var luminance: Double {
            func linear(_ shift: UInt32) -> Double {
                let part = Double((value >> shift) & 0xFF) / 255
                return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
        }

        /// WCAG 2.2: contrast ratio, from 1 to 21.
        func contrast(with other: Color) -> Double {
            let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
            return (lighter + 0.05) / (darker + 0.05)
        }

        var css: String {
            let digits = String(value, radix: 16)
            return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
    }

    private var colors: [Role: UInt32]

    subscript(role: Role) -> Color { Color(value: colors[role] ?? 0) }

    /// `--paper:#ffffff;--ink:…`
    var variables: String { Role.allCases.map { "--\($0.rawValue):\(self[$0].css)" }.joined(separator: ";") }

    static let light = Palette(colors: [
        .paper: 0xFFFFFF, .panel: 0xF3F5F7, .ink: 0x1B1F24, .muted: 0x57606A, .link: 0x0B57A4,
        .good: 0x116329, .warn: 0x7A4B00, .bad: 0xA40E26, .rule: 0xC9D1D9, .track: 0xD0D7DE,
        .fill: 0x0B57A4, .addedPaper: 0xE6F4EA, .added: 0x0F5323, .removedPaper: 0xFDEBEC,
        .removed: 0x8F1022,
    ])

    static let dark = Palette(colors: [
        .paper: 0x14181D, .panel: 0x1D232A, .ink: 0xE6E9EC, .muted: 0xA3ADB8, .link: 0x7DB7FF,
        .good: 0x6FD08C, .warn: 0xE5B454, .bad: 0xFF8F8F, .rule: 0x3A434D, .track: 0x38424C,
        .fill: 0x7DB7FF, .addedPaper: 0x12301D, .added: 0xA8E6BB, .removedPaper: 0x3A1519,
        .removed: 0xFFC2C2,
    ])

    /// What is read, and on what: 4.5 (WCAG 2.2 AA).
    static let texts: [(text: Role, paper: Role)] =
        [.ink, .muted, .link, .good, .warn, .bad].flatMap { [($0, .paper), ($0, .panel)] }
        + [(.added, .addedPaper), (.removed, .removedPaper), (.paper, .link)]

    /// What is seen, and beside what: 3 (WCAG 2.2 AA).
    static let graphics: [(shape: Role, beside: Role)] =
        [.fill, .good, .warn, .bad, .muted, .ink].flatMap { [($0, .paper), ($0, .panel)] }
        + [(.fill, .track), (.good, .track)]
}
