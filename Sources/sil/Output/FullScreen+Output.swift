import Terminal

extension FullScreen {
    /// On the terminal that a command's result goes to.
    init(on output: Output) {
        self.init(colors: output.colors, fallbackWidth: output.width, write: output.write(text:))
    }
}
