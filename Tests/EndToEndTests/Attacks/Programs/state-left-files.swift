// tries: Leaves a file for its next submission in every place that may last
// exercise: held-files
// verdict-full: failed
// verdict-reduced: failed
// plain: 1 (0 of 3 passed)

import Foundation

func saved(_ text: String, at path: String) throws -> String {
    let places = ["/tmp", "/var/tmp", "/dev/shm", NSHomeDirectory(), "/job", "/host", "/source", "/out", "."]
    for place in places + [NSTemporaryDirectory()] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        for name in names where name.hasPrefix("left-by-") && name != "left-by-held-mark" {
            print("BREACH of an earlier run:", place)
        }
        FileManager.default.createFile(atPath: "\(place)/left-by-held-mark", contents: nil)
    }
    return "wrong"
}
