import CSandbox
import Glibc
import Synchronization

/// A job that has been started.
///
/// Dropped without `finish()`, it is killed.
public final class Confined: Sendable {
    /// The caller's end of the job's channel: a blocking stream socket that no child inherits. Valid until
    /// `finish()` returns, which closes it; nobody may be reading it then.
    public let channel: Int32?

    private let state: RunState
    private let channelIsOpen: Mutex<Bool>
    private let warden: Int32

    init(state: RunState, channel: Int32?, warden: Int32) {
        self.state = state
        self.warden = warden
        self.channel = channel
        channelIsOpen = Mutex(channel != nil)
    }

    deinit {
        state.end(.killed)
        closeChannel()
    }

    /// The machine's numbers of the processes that the job has now, in tier `full` bubblewrap's own two among them. None
    /// once it is over.
    public var processes: [Int32] {
        state.whileRunning {
            let most = Int(SANDBOX_PROCESSES_MAX)
            return [Int32](unsafeUninitializedCapacity: most) { buffer, count in
                count = max(0, Int(sandbox_list(warden, buffer.baseAddress, Int32(most))))
            }
        } ?? []
    }

    /// Ends the job and all that it started with SIGKILL. Does not wait; harmless at any time, any number of times.
    public func kill() {
        state.end(.killed)
    }

    /// Waits for the end of the job, whatever it is. When it returns, everything that the job started is gone.
    /// Cancelling the task kills the job.
    public func finish() async -> Finished {
        let finished = await withTaskCancellationHandler {
            await state.wait()
        } onCancel: {
            state.end(.killed)
        }
        closeChannel()
        return finished
    }

    private func closeChannel() {
        channelIsOpen.withLock { isOpen in
            guard isOpen, let channel else { return }
            isOpen = false
            close(channel)
        }
    }
}
