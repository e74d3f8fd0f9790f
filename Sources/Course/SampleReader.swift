import Markdown

/// Finds the programs of a document and what is wrong with the fences around them.
struct SampleReader {
    /// What is wrong with a fence, and where.
    struct Fault: Equatable {
        enum Reason: Equatable {
            case misuse(Fence.Misuse)
            /// An ```output with no program right above it.
            case orphanOutput
            /// An explored program without what is found in it: nothing would be shown or checked.
            case missingFinding
            case emptyProgram
        }

        var reason: Reason
        var place: Sample.Place
    }

    private(set) var samples: [Sample] = []
    /// In the order of their places.
    private(set) var faults: [Fault] = []

    init(_ document: Document) {
        read(document.blocks)
        for sample in samples where sample.kind.use == .explore && sample.expected?.isEmpty != false {
            faults.append(Fault(reason: .missingFinding, place: sample.place))
        }
        faults.sort { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
    }

    /// What stands right above a block.
    private enum Neighbour {
        /// The last one of `samples`.
        case program
        /// A program whose fence says too much; the output below it is no second fault.
        case misusedFence
        case other
    }

    /// An output belongs to the program that is its neighbour, in the same list item or quote.
    private mutating func read(_ blocks: [Block]) {
        var above = Neighbour.other
        for block in blocks {
            switch block.content {
            case .code(let code) where code.isFenced: above = read(code, below: above)
            case .quote(let children):
                read(children)
                above = .other
            case .list(let list):
                for item in list.items { read(item.blocks) }
                above = .other
            default: above = .other
            }
        }
    }

    private mutating func read(_ code: CodeBlock, below above: Neighbour) -> Neighbour {
        let place = Sample.Place(line: code.line, column: code.column)
        do throws(Fence.Misuse) {
            switch (try Fence(strictly: code.info), above) {
            case (.sample(let kind), _):
                if code.literal.allSatisfy(\.isWhitespace) { note(.emptyProgram, at: place) }
                samples.append(Sample(kind, code: code.literal, place: place))
                return .program
            case (.output, .program):
                samples[samples.count - 1].expected = ExpectedOutput(code.literal)
                samples[samples.count - 1].outputPlace = place
            case (.output, .other): note(.orphanOutput, at: place)
            default: break
            }
            return .other
        } catch {
            note(.misuse(error), at: place)
            return .misusedFence
        }
    }

    private mutating func note(_ reason: Fault.Reason, at place: Sample.Place) {
        faults.append(Fault(reason: reason, place: place))
    }
}
