/// What several measurements of the same thing say: their middle, and how far apart they lie.
public struct Spread: Sendable, Equatable {
    public var median: Double
    public var smallest: Double
    public var largest: Double

    public init(median: Double, smallest: Double, largest: Double) {
        self.median = median
        self.smallest = smallest
        self.largest = largest
    }

    /// - Parameter samples: in one unit. nil where there is none.
    ///
    /// The median of an even number is the mean of the two in the middle.
    public init?(_ samples: [Double]) {
        guard !samples.isEmpty else { return nil }
        let sorted = samples.sorted()
        let middle = sorted.count / 2
        median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        smallest = sorted[0]
        largest = sorted[sorted.count - 1]
    }
}

/// One figure of a table: measured, or why it is not.
public enum Cell: Sendable, Equatable {
    case measured(Spread)
    case unmeasured(Doubt)

    /// Why a figure would say nothing.
    public enum Doubt: Sendable, Equatable {
        /// Something else used the cores: in only `quiet` of `rounds` rounds were they the server's and the load's own.
        case busy(quiet: Int, rounds: Int)
        /// The tool, the server or the kernel gave no figure in most of the rounds; one Korean phrase.
        case failed(String)
    }

    public var spread: Spread? {
        if case .measured(let spread) = self { spread } else { nil }
    }
}

/// One attempt to measure something.
public enum Sample: Sendable, Equatable {
    case figure(Double)
    /// The cores were not ours meanwhile.
    case busy
    /// One Korean phrase.
    case failed(String)
}

extension Cell {
    /// What the samples of all rounds say: their spread if more than half of the rounds gave a figure. With fewer, luck
    /// would have chosen which.
    public init(_ samples: [Sample]) {
        let figures = samples.compactMap { sample -> Double? in
            if case .figure(let value) = sample { value } else { nil }
        }
        if figures.count * 2 > samples.count, let spread = Spread(figures) {
            self = .measured(spread)
            return
        }
        let failures = samples.compactMap { sample -> String? in
            if case .failed(let words) = sample { words } else { nil }
        }
        // Of two reasons the one that is met more often.
        let busy = samples.count - figures.count - failures.count
        if let words = failures.last, failures.count >= busy {
            self = .unmeasured(.failed(words))
        } else if samples.isEmpty {
            self = .unmeasured(.failed("재지 않음"))
        } else {
            self = .unmeasured(.busy(quiet: figures.count, rounds: samples.count))
        }
    }
}
