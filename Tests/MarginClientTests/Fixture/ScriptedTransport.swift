import MarginClient
import Synchronization

/// Answers by a script, and keeps what was sent.
final class ScriptedTransport: Transport {
    typealias Script = @Sendable (HTTPRequest, _ sending: Int) throws(TransportError) -> HTTPAnswer

    private let script: Script
    private let sent = Mutex<[HTTPRequest]>([])

    init(_ script: @escaping Script) { self.script = script }

    /// All requests but those for the venue's clock.
    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
        if request.url.contains("/time") { return .time(1_700_000_000_000) }
        let count = sent.withLock { sent in
            sent.append(request)
            return sent.count
        }
        return try script(request, count)
    }
}

extension HTTPAnswer {
    /// An answer with a JSON body.
    static func json(_ body: String, status: Int = 200, _ fields: [HTTPField] = []) -> HTTPAnswer {
        HTTPAnswer(status: status, fields: fields, body: Array(body.utf8))
    }

    /// The clock of any of the three venues.
    static func time(_ ms: Int64) -> HTTPAnswer {
        .json(
            #"{"retCode":0,"result":{},"time":\#(ms),"code":"00000","data":{"serverTime":"\#(ms)"},"#
                + #""serverTime":\#(ms)}"#)
    }
}

extension Credentials {
    /// Made up.
    static func test(key: String = "key", secret: String = "secret", passphrase: String = "pass") throws -> Credentials
    {
        struct Invalid: Error {}
        guard let credentials = Credentials(key: key, secret: secret, passphrase: passphrase) else { throw Invalid() }
        return credentials
    }
}
