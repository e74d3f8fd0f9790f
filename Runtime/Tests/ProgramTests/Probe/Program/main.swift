import Probe
import ServerKit

printByLine()
print("arguments:", CommandLine.arguments.dropFirst().joined(separator: " "))
while let line = readLine() { print(answer(line)) }
