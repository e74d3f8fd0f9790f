/// What editors find in a workspace: how its files are set, and tasks that test and hand in the exercise of the open file.
enum EditorFiles {
    /// By path in the workspace. Whoever has a file of that name keeps it.
    static let all = [".editorconfig": settings, ".vscode/tasks.json": tasks]

    /// See editorconfig.org.
    private static let settings = """
        root = true

        [*.swift]
        charset = utf-8
        end_of_line = lf
        indent_style = space
        indent_size = 4
        insert_final_newline = true
        trim_trailing_whitespace = true

        """

    /// Tasks of Visual Studio Code. `sil` knows the exercise by the folder; errors of the compiler are two lines on the
    /// card, place and message, which the pattern makes one problem.
    private static let tasks = #"""
        {
            "version": "2.0.0",
            "tasks": [
                {
                    "label": "sil submit",
                    "detail": "열린 파일의 연습을 제출하고 채점받음",
                    "type": "process",
                    "command": "${workspaceFolder}/sil",
                    "args": ["submit"],
                    "options": { "cwd": "${fileDirname}" },
                    "group": { "kind": "build", "isDefault": true },
                    "presentation": { "clear": true },
                    "problemMatcher": {
                        "owner": "sil",
                        "source": "sil",
                        "severity": "error",
                        "fileLocation": ["relative", "${fileDirname}"],
                        "pattern": [
                            { "regexp": "^  (\\S+\\.swift):(\\d+):(\\d+)$", "file": 1, "line": 2, "column": 3 },
                            { "regexp": "^    (.+)$", "message": 1 }
                        ]
                    }
                },
                {
                    "label": "sil test",
                    "detail": "열린 파일의 연습을 시험해 봄. 시도로 세지 않음",
                    "type": "process",
                    "command": "${workspaceFolder}/sil",
                    "args": ["test"],
                    "options": { "cwd": "${fileDirname}" },
                    "group": { "kind": "test", "isDefault": true },
                    "presentation": { "clear": true },
                    "problemMatcher": []
                }
            ]
        }

        """#
}
