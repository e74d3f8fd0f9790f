import Foundation
import Grading

extension Failure {
    init(_ error: GradingError) {
        switch error {
        case .toolchainMissing:
            self.init(
                kind: "toolchain_missing", message: "Swift 컴파일러(swiftc)를 PATH에서 찾을 수 없음",
                suggestions: ["https://www.swift.org/install/linux 에서 Swift 6.3을 설치하세요.", "sil doctor"],
                exitStatus: .unavailable)
        case .toolchainUnusable(let path, let reason):
            self.init(
                kind: "toolchain_unusable",
                message: "Swift 컴파일러를 쓸 수 없음: \(path) (\(Failure.firstLine(reason)))",
                suggestions: ["swiftc --version", "sil doctor"], exitStatus: .unavailable)
        case .toolMissing(let path):
            self.init(
                kind: "tool_missing", message: "Swift 도구 모음에 없는 프로그램: \(path)", suggestions: ["sil doctor"],
                exitStatus: .unavailable)
        case .runtimeSourcesMissing(let searched):
            self.init(
                kind: "runtime_missing",
                message: "채점에 쓰는 Runtime의 소스를 찾을 수 없음: \(searched.joined(separator: ", "))",
                suggestions: ["SIL_RUNTIME에 저장소의 Runtime 폴더를 주세요."], exitStatus: .unavailable)
        case .runtimeBuildFailed(let output):
            self.init(
                kind: "runtime_build_failed", message: "채점에 쓰는 Runtime을 만들지 못함",
                suggestions: output.split(separator: "\n").suffix(8).map(String.init) + ["sil doctor"],
                exitStatus: .ownFault)
        case .cacheUnusable(let path, let number):
            self.init(
                kind: "cache_unusable", message: "캐시 폴더에 쓸 수 없음: \(path) (\(Failure.reason(number)))",
                suggestions: ["SIL_CACHE에 쓸 수 있는 폴더를 주세요."], exitStatus: .unavailable)
        case .needsNetwork(let exercise):
            self.init(
                kind: "needs_network", message: "\(exercise): 서버 연습은 격리 단계 full에서만 채점할 수 있음",
                suggestions: ["sudo apt-get install bubblewrap", "sil doctor"], exitStatus: .unavailable)
        case .cacheInUse(let path):
            self.init(
                kind: "cache_in_use", message: "다른 sil이 쓰고 있어 비울 수 없음: \(path)",
                suggestions: ["채점이 끝난 뒤 다시 하세요."], exitStatus: .unavailable)
        case .noGrader(let exercise):
            self.init(
                kind: "no_grader", message: "채점기가 없는 연습: \(exercise)",
                suggestions: ["Exercises/\(exercise)/Grader/에 XCTest 파일을 두세요."], exitStatus: .badInput)
        case .unreadable(let path, let number):
            self.init(
                kind: "unreadable",
                message: "읽을 수 없는 파일: \(path) (\(number == EINVAL ? "보통 파일이 아님" : Failure.reason(number)))",
                suggestions: number == EISDIR ? ["폴더 말고 .swift 파일을 주세요."] : [], exitStatus: .badInput)
        case .duplicateName(let name):
            self = .usage("duplicate_name", "같은 이름의 파일이 둘임: \(name)", suggestions: ["이름을 바꾸어 다시 하세요."])
        case .emptySubmission:
            self = .usage("empty_submission", "낼 파일이 없음", suggestions: ["sil submit 연습 --file 파일.swift"])
        case .mixedLanguages(let swift, let c):
            self = .usage(
                "mixed_languages", "한 프로그램에 Swift 파일과 C 파일을 섞을 수 없음: \(swift), \(c)",
                suggestions: ["한 언어의 파일만 주세요."])
        case .unusableProgram(let name, let fault):
            self.init(
                kind: "unusable_program", message: "\(name): \(Failure.words(for: fault))",
                suggestions: fault == .unknownKind ? ["sil explore 파일.swift", "sil explore 파일.c"] : [],
                exitStatus: .badInput)
        case .explorationBroken(let output):
            self.init(
                kind: "exploration_broken", message: "탐색을 끝까지 하지 못함: \(Failure.firstLine(output))",
                suggestions: ["같은 일이 되풀이되면 이 줄을 알려 주세요."], exitStatus: .ownFault)
        }
    }

    private static func words(for fault: ExploredProgram.Fault) -> String {
        switch fault {
        case .unknownKind: ".swift 파일도 .c 파일도 아님"
        case .tooBig: "\(Submission.maximumBytes >> 20) MB가 넘음"
        case .tooMany: "파일이 너무 많음. 헤더까지 \(Submission.maximumFiles)개까지 받음"
        case .empty: "빈 파일임. main이나 바로 실행되는 코드가 있어야 함"
        case .holdsNUL(let place): "\(place)번째 바이트가 NUL임. 텍스트 파일이 아님"
        case .isNotUTF8: "UTF-8이 아님. 편집기에서 UTF-8로 저장하세요"
        case .controlsInName: "파일 이름에 제어 문자가 있음"
        case .onlyHeaders: "헤더만으로는 프로그램이 되지 않음. .c 파일을 주세요"
        }
    }

    private static func firstLine(_ text: String) -> String {
        text.split(separator: "\n").first.map(String.init) ?? "까닭을 말하지 않음"
    }
}
