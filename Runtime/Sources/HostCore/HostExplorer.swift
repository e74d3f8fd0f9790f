package import CHost
package import GraderKit

/// What a host brings that can run scenarios: the explorer's definitions are linked into its executable only.
package struct HostExplorer {
    /// Called in the host when the learner's library is loaded and no code of it has run. Gives what is wrong with it, if
    /// anything is.
    let learnerLoaded: (_ learner: host_library) -> String?
    /// Called in the process of a test when the library's initializers have run and nothing else of it.
    let testBegins: () -> Void
    /// For the test.
    let explorer: Explorer

    package init(
        learnerLoaded: @escaping (_ learner: host_library) -> String?, testBegins: @escaping () -> Void,
        explorer: Explorer
    ) {
        self.learnerLoaded = learnerLoaded
        self.testBegins = testBegins
        self.explorer = explorer
    }
}
