/// Who may know whom in one package: arrows between its own targets, and in a table of their own the system
/// libraries and outside products. What is in neither table is forbidden.
struct AllowedArrows {
    var own: [String: Set<String>]
    var outside: [String: Set<String>]
    /// Modules of the language and the C library, which any target may import.
    var everywhere: Set<String> = ["Swift", "Glibc", "Musl", "Synchronization"]

    func allows(_ from: String, _ to: String) -> Bool {
        everywhere.contains(to) || own[from, default: []].contains(to)
            || outside[from, default: []].contains(to)
    }
}

extension AllowedArrows {
    /// The tool, as DESIGN draws it. Text, Markdown and Reading do without Foundation: they are what a reader waits
    /// for at start-up.
    static let tool = AllowedArrows(
        own: [
            "sil": [
                "Text", "Markdown", "Course", "Verdicts", "Reading", "Grading", "Sandbox", "Progress",
                "Authoring",
                "Measuring", "Reporting", "Signing", "Terminal", "CBuild",
            ],
            "Text": ["CUnistring"],
            "Terminal": ["Text"],
            "Markdown": ["CCmarkGFM"],
            "Course": ["Markdown"],
            "Verdicts": [],
            "Reading": ["Course", "Markdown", "Terminal", "Text"],
            "Grading": ["Course", "Verdicts", "Sandbox", "Screening"],
            "Screening": ["Course", "Verdicts"],
            "Sandbox": ["CSandbox"],
            "CSandbox": [],
            "CBuild": [],
            "Progress": ["Course", "Verdicts"],
            "Authoring": ["Course", "Markdown", "Reading", "Grading", "Verdicts"],
            "Measuring": [],
            "Reporting": ["Progress", "Verdicts", "Course", "Measuring", "Text"],
            "Signing": [],
            "CCmarkGFM": [],
            "CUnistring": [],
            "CSodium": [],
            "CZlib": [],
        ],
        outside: [
            "sil": ["ArgumentParser", "ArgumentParserToolInfo", "Foundation", "Dispatch"],
            "Course": ["Yams", "Foundation"],
            "Verdicts": ["Foundation"],
            "Grading": ["Foundation", "Dispatch"],
            "Sandbox": ["Foundation", "Dispatch"],
            "Progress": ["GRDB", "CZlib", "Foundation"],
            "Authoring": ["Foundation"],
            "Measuring": ["Foundation"],
            "Reporting": ["Foundation"],
            "Signing": ["CSodium", "Foundation"],
        ])

    /// What the hosts hold ready for the libraries they load, besides what they use themselves.
    private static let hostLibraries: Set<String> = [
        "XCTest", "Foundation", "FoundationEssentials", "Dispatch", "RegexBuilder", "_StringProcessing",
    ]

    /// What graded programs run in or link.
    static let runtime = AllowedArrows(
        own: [
            "sil-host": ["HostCore"],
            "sil-host-explore": ["HostCore", "GraderKit", "CHost", "CInterpose"],
            "HostCore": ["GraderKit", "CHost"],
            "GraderKit": ["Interleave", "ServerKit"],
            "Interleave": ["CInterleave"],
            "CInterpose": ["CInterleave"],
            "CInterleave": [],
            "InterleavePrograms": ["CInterleave"],
            "ServerKit": ["CServerKit"],
            "CServerKit": [],
            "CHost": ["CDispatchPools"],
            "CDispatchPools": [],
            "Faults": [],
            "sil-syntax": [],
        ],
        outside: [
            "HostCore": hostLibraries,
            "GraderKit": ["XCTest", "Foundation", "Dispatch"],
            "sil-syntax": [
                "SwiftSyntax", "SwiftParser", "SwiftIDEUtils", "SwiftOperators", "SwiftParserDiagnostics",
            ],
        ])
}
