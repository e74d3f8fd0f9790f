import CHost
import GraderKit

/// What the host finds where it was started, looked at before it says hello: nobody waits for it then.
struct Surroundings {
    /// Tasks of this user before any test: those of others count against RLIMIT_NPROC too.
    let tasks: UInt64
    private let oomKills: UInt64
    private let hidden: [String]
    private var confinement: Confinement

    /// - Parameter job: the folder that learner's and grader's libraries will be in, if it is known already.
    init(job: String?) throws(HostFault) {
        tasks = host_user_tasks()
        oomKills = host_oom_kills()
        var hidden = [try Confinement.folder(of: "/proc/self/exe")]
        if let job {
            hidden.append(try Confinement.real(job))
        }
        self.hidden = hidden
        confinement = Confinement(hiding: hidden, readsProc: false)
        if job != nil {
            try confinement.prepare()
        }
    }

    /// The locks for an order: those made already, if they hide what it names.
    mutating func confinement(for order: RunOrder) throws(HostFault) -> Confinement {
        var all = hidden
        for file in [order.learner, order.grader] {
            let folder = try Confinement.folder(of: file)
            if !all.contains(folder) {
                all.append(folder)
            }
        }
        let programs = try order.program.map(ProgramLauncher.files(of:)) ?? []
        guard all != hidden || order.readsProc || !programs.isEmpty else {
            return confinement
        }
        confinement.discard()
        return Confinement(hiding: all, readsProc: order.readsProc, opening: programs)
    }

    /// Whether the machine has killed a process for want of memory since the host was started.
    var hasRunOutOfMemory: Bool {
        host_oom_kills() > oomKills
    }
}
