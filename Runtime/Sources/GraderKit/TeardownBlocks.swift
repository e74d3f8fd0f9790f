@_spi(Reflection) import Swift
import XCTest

/// The blocks given to `XCTestCase.addTeardownBlock`.
///
/// XCTest keeps them to itself, and of the two forms of that method the asynchronous one cannot be overridden; so they are
/// read where it stores them. The layout is asked of the runtime, once and before any fork; a `Mirror` would do the same
/// at a higher price than the test itself. Should a toolchain store them elsewhere, the host's canary stops it.
enum TeardownBlocks {
    typealias Block = () throws -> Void

    /// The blocks a case holds, in the order they were added.
    static func kept(by testCase: XCTestCase) -> [Block] {
        guard let layout else {
            return []
        }
        return withExtendedLifetime(testCase) {
            let state = Unmanaged.passUnretained(testCase).toOpaque()
                .load(fromByteOffset: layout.state, as: UnsafeRawPointer.self)
            return state.load(fromByteOffset: layout.blocks, as: [Block].self)
        }
    }

    /// Byte offsets of the state object's reference in a case, and of the array in that object.
    private static let layout: (state: Int, blocks: Int)? = {
        guard let state = field("teardownBlocksState", of: XCTestCase.self), state.type is AnyClass,
            let blocks = field("blocks", of: state.type), blocks.type == [Block].self
        else {
            return nil
        }
        return (state.offset, blocks.offset)
    }()

    private static func field(_ name: String, of type: Any.Type) -> (offset: Int, type: Any.Type)? {
        // Its name, `.classType`, is a mutable global to the compiler.
        let isClass = _EachFieldOptions(rawValue: 1)
        var found: (Int, Any.Type)?
        _ = _forEachField(of: type, options: isClass) { label, offset, type, _ in
            guard String(cString: label) == name else {
                return true
            }
            found = (offset, type)
            return false
        }
        return found
    }
}
