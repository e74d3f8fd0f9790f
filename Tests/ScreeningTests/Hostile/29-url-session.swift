// S3 forbidden 2 import FoundationNetworking
import FoundationNetworking
func heldSum(_ a: Int, _ b: Int) -> Int { URLSession.shared.configuration.httpMaximumConnectionsPerHost }
