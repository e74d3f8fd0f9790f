// tries: Reads what belongs to the person at the machine
// exercise: held-files
// verdict-full: failed
// verdict-reduced: failed
// plain: 1 (0 of 3 passed), reaches it

import Foundation

func saved(_ text: String, at path: String) throws -> String {
    for path in ["/etc/passwd", "/etc/shadow", "/root/.bashrc", "/root/.ssh", "/home", "/var/mail"] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        if FileManager.default.contents(atPath: path) != nil || names?.isEmpty == false {
            print("BREACH", path)
        }
    }
    return "wrong"
}
