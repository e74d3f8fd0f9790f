import EventLoop
import Glibc
import ServerKit

// 루프 하나로 도는 대화방. 다른 터미널 여럿에서: nc 127.0.0.1 8080
printByLine()
let listener = try Listener(port: 8080)
let loop = try EventLoop()

final class Guest {
    let connection: Connection
    let number: Int
    var line: [UInt8] = []

    init(_ connection: Connection, number: Int) {
        self.connection = connection
        self.number = number
    }

    var fd: Int32 { connection.descriptor }
    func say(_ text: String) { loop.send(Array("\(text)\n".utf8), to: fd) }
}
var guests: [Int: Guest] = [:]
var count = 0

func acceptOne() {
    guard let connection = try? listener.accept() else { return }
    let guest = Guest(connection, number: count)
    count += 1
    guests[guest.number] = guest
    do { try loop.add(guest.fd) { hear(guest) } } catch { fatalError("\(error)") }
    guest.say("\(guest.number)")
}

func leave(_ guest: Guest) {
    guests[guest.number] = nil
    loop.close(guest.fd)
}

/// 한 번에 16바이트까지만 읽음. 남은 것은 루프가 다시 알려 줌.
func hear(_ guest: Guest, mark: String = "!") {
    do {
        guard let bytes = try guest.connection.read(upTo: 16) else { return leave(guest) }
        guest.line += bytes
    } catch let error as SystemError where error.wouldWait {
        print("헛되이 부름: \(guest.number)번 손님에게서 읽을 것이 없음")
    } catch {
        return leave(guest)
    }
    while let end = guest.line.firstIndex(of: 10) {
        let line = String(decoding: guest.line[..<end], as: UTF8.self)
        guest.line.removeSubrange(...end)
        obey(line.split(separator: " ").map(String.init), line + mark, from: guest)
    }
}

func obey(_ words: [String], _ line: String, from guest: Guest) {
    switch words.first {
    case "크게": loop.send(pattern(Int(words[1]) ?? 0), to: guest.fd)
    case "모두": for other in guests.values { other.say(words[1]) }
    case "가": leave(guest)
    case "뒷말":
        // 닫으라고 한 다음에 또 하는 말은 가지 않음.
        leave(guest)
        guest.say("뒷말")
        loop.close(guest.fd)
    case "바꿈":
        // 이제부터는 ‘?’를 붙여 따라 말함.
        do { try loop.add(guest.fd) { hear(guest, mark: "?") } } catch { fatalError("\(error)") }
        guest.say("바꿨음")
    case "뺌":
        // 닫지 않고 그만 지켜봄. 마지막 말은 루프 없이 보냄.
        guests[guest.number] = nil
        loop.remove(guest.fd)
        try? guest.connection.write("뺐음\n")
    case "쫓음", "끊음":
        // 그 손님의 번호를 기다리던 손님이 곧바로 받음. ‘끊음’은 빼고 나서 스스로 닫음.
        if let other = guests[Int(words[1]) ?? -1] {
            if words[0] == "쫓음" {
                leave(other)
            } else {
                guests[other.number] = nil
                loop.remove(other.fd)
                other.connection.close()
            }
        }
        acceptOne()
    case "그만":
        loop.remove(listener.descriptor)
        listener.close()
    default: guest.say(line)
    }
}

/// 자리마다 다른 바이트.
func pattern(_ count: Int) -> [UInt8] {
    let round = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + round.count)
    while bytes.count < count { bytes += round }
    return Array(bytes.prefix(count))
}

try loop.add(listener.descriptor) { acceptOne() }
try loop.run()
print("루프가 끝남")
