import ServerKit
import TemplateServer

// 학습자의 모듈을 프로그램으로 만듦. 채점할 때도, 학습자가 swift run으로 띄울 때도 이 파일이 시작점임.
printByLine()
let listener = try Listener(port: 8080)
print("듣는 포트: \(try listener.port ?? 0)")
try serve(listener)
