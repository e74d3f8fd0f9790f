import Course
import Foundation
import Glibc
import Grading
import Progress
import Sandbox

/// Everything that `sil` needs, looked at in turn. Nothing is changed, and nothing but `swift` and `bwrap` is run.
struct Checkup {
    /// Swift compilers that grading was made for.
    static let swiftVersionMin = (major: 6, minor: 1)
    /// Less than this, and the first build of the runtime would fail half-way.
    static let freeBytesMin: UInt64 = 1 << 30

    let session: Session
    private var environment: [String: String] { session.surroundings.environment }

    init(_ session: Session) { self.session = session }

    func run() -> [Check] {
        [
            processor(), swift(), confinement(), course(), workspace(), store(), cache(), disk(), terminal(),
            pager(),
        ]
    }

    // MARK: Grading

    private func processor() -> Check {
        var system = utsname()
        uname(&system)
        let machine = withUnsafeBytes(of: &system.machine) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard machine == "x86_64" else {
            return Check(
                name: "프로세서", state: .bad, found: machine,
                remedy: "채점은 x86-64에서만 됨. 읽기와 진도는 여기서도 쓸 수 있음.")
        }
        return .good("프로세서", machine)
    }

    private func swift() -> Check {
        let remedy = "swift.org/install에서 Swift 6.3을 설치하고 PATH에 넣으세요."
        guard let program = Executables.find("swiftc", environment: environment) else {
            return Check(name: "Swift", state: .missing, found: "swiftc가 PATH에 없음", remedy: remedy)
        }
        guard let output = Probe.output(of: program, ["--version"], environment: environment),
            let version = Checkup.version(in: output)
        else {
            return Check(name: "Swift", state: .bad, found: "\(program)의 판을 알 수 없음", remedy: remedy)
        }
        guard (version.major, version.minor) >= Checkup.swiftVersionMin else {
            return Check(
                name: "Swift", state: .bad, found: "\(version.major).\(version.minor) (\(program))",
                remedy: remedy)
        }
        return .good("Swift", "\(version.major).\(version.minor) (\(program))")
    }

    /// `Swift version 6.3.1 (swift-6.3.1-RELEASE)` is 6.3.
    static func version(in output: String) -> (major: Int, minor: Int)? {
        guard let start = output.range(of: "Swift version ") else { return nil }
        let numbers = output[start.upperBound...].prefix { $0.isNumber || $0 == "." }.split(separator: ".")
        guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else { return nil }
        return (major, minor)
    }

    private func confinement() -> Check {
        let name = "격리"
        let program = Executables.find("bwrap", environment: environment)
        let install = "설치하세요: apt install bubblewrap"
        do {
            // The very trial that a submission makes: what it says is what will happen.
            let cache = Disk.absolute(session.places.cache, from: session.surroundings.currentDirectory)
            let wanted = try session.tier(nil) ?? (program == nil ? .reduced : nil)
            let sandbox = try Sandbox.probe(cache: cache, bubblewrap: program, tier: wanted)
            guard sandbox.tier != .full else { return .good(name, "full (\(program ?? "bwrap"))") }
            return Check(
                name: name, state: .weak, found: sandbox.tier.rawValue,
                remedy: program == nil ? install : "사용자 네임스페이스를 허용하면 full이 됨. 무엇이 다른지: Docs/confinement.md")
        } catch {
            let failure = Failure(error)
            return Check(
                name: name, state: program == nil ? .missing : .bad,
                found: program == nil ? "bubblewrap이 없음" : failure.message,
                remedy: program == nil
                    ? install : failure.suggestions.filter { $0 != "sil doctor" }.joined(separator: "\n"))
        }
    }

    // MARK: Course and workspace

    private func course() -> Check {
        let name = "과정"
        do {
            let course = try session.course()
            guard !course.faults.isEmpty else {
                return .good(
                    name,
                    "\(course.title): 장 \(course.chapters.count), 연습 \(course.exercises.count) (\(course.root))"
                )
            }
            return Check(
                name: name, state: .bad, found: "\(course.root): 고칠 곳 \(course.faults.count)개",
                remedy: course.faults.prefix(5).map { Failure.line(for: $0) + " " + $0.fix }.joined(
                    separator: "\n"))
        } catch {
            let failure = Failure(error)
            return Check(
                name: name, state: .bad, found: failure.message,
                remedy: failure.suggestions.joined(separator: "\n"))
        }
    }

    private func workspace() -> Check {
        let name = "작업 공간"
        guard let workspace = session.workspace else {
            return Check(name: name, state: .weak, found: "여기는 작업 공간이 아님", remedy: "sil init 폴더로 만드세요.")
        }
        guard let memory = workspace.memory else {
            let failure = Failure(WorkspaceError.damaged(workspace.root))
            return Check(name: name, state: .bad, found: failure.message, remedy: failure.suggestions.first)
        }
        return .good(name, "\(workspace.root), 시작한 연습 \(memory.exercises.count)")
    }

    // MARK: Places

    private func store() -> Check {
        let name = "기록"
        do {
            _ = try ProgressStore(at: session.places.home, mode: .readOnly)
        } catch {
            let failure = Failure(error)
            return Check(
                name: name, state: failure.exitStatus == .unavailable ? .missing : .bad,
                found: failure.message,
                remedy: failure.suggestions.first)
        }
        return writable(name, session.places.home, variable: "SIL_HOME")
    }

    private func cache() -> Check {
        let name = "캐시"
        let check = writable(name, session.places.cache, variable: "SIL_CACHE")
        guard check.state == .good, Disk.isFolder(check.found), let cache = try? session.cache() else {
            return check
        }
        let size = cache.size()
        let limit = Cache.limit(environment: environment)
        let parts = "Runtime \(size.runtimes >> 20), 모듈 \(size.modules >> 20), 채점기 \(size.graders >> 20)"
        let found = "\(check.found): \(size.total >> 20) MB (\(parts)), 한도 \(limit >> 20) MB"
        guard size.total > limit else { return .good(name, found) }
        return Check(name: name, state: .weak, found: found, remedy: "sil doctor --clear-cache")
    }

    /// Whether files can be made in a folder, or the folder itself where it is not there yet.
    private func writable(_ name: String, _ folder: String, variable: String) -> Check {
        let path = Disk.absolute(folder, from: session.surroundings.currentDirectory)
        guard access(nearest(path), W_OK | X_OK) == 0, Disk.isFolder(nearest(path)) else {
            return Check(
                name: name, state: .missing, found: "쓸 수 없음: \(path)",
                remedy: "권한을 고치거나 \(variable)을 쓸 수 있는 폴더로 정하세요.")
        }
        return .good(name, path)
    }

    private func nearest(_ path: String) -> String {
        var path = path
        while !Disk.exists(path), path != "/" { path = Disk.parent(of: path) }
        return path
    }

    private func disk() -> Check {
        var status = statvfs()
        let path = nearest(Disk.absolute(session.places.cache, from: session.surroundings.currentDirectory))
        guard statvfs(path, &status) == 0 else {
            return Check(name: "디스크", state: .weak, found: "남은 자리를 알 수 없음: \(path)", remedy: nil)
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let shown = "\(free >> 20) MB 남음 (\(path))"
        guard free >= Checkup.freeBytesMin else {
            return Check(name: "디스크", state: .weak, found: shown, remedy: "1 GB는 비워 두세요.")
        }
        return .good("디스크", shown)
    }

    // MARK: Terminal

    private func terminal() -> Check {
        let name = "터미널"
        guard session.surroundings.isTerminal else { return .good(name, "터미널이 아님: 색과 쪽 넘김 없이 냄") }
        guard session.surroundings.canPage else {
            return Check(
                name: name, state: .weak, found: "TERM=\(environment["TERM"] ?? "")",
                remedy: "TERM=xterm-256color로 두세요.")
        }
        guard session.surroundings.width >= 60 else {
            return Check(
                name: name, state: .weak, found: "\(session.surroundings.width)칸", remedy: "창을 60칸보다 넓히세요.")
        }
        return .good(name, "\(environment["TERM"] ?? ""), \(session.surroundings.width)칸")
    }

    private func pager() -> Check {
        if let command = Pager(environment: environment).command {
            return .good("쪽 넘김", command.joined(separator: " "))
        }
        guard let named = environment["SIL_PAGER"], !named.isEmpty else {
            return Check(name: "쪽 넘김", state: .weak, found: "less가 없음", remedy: "설치하세요: apt install less")
        }
        return Check(
            name: "쪽 넘김", state: .weak, found: "SIL_PAGER=\(named): 그런 프로그램이 없음",
            remedy: "PATH에 있는 이름이나 전체 경로로 정하세요: export SIL_PAGER='less -R'")
    }
}
