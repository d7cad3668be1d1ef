import MarginEngine
import Wire

/// A code and what makes the venue answer with it.
struct Provocation: Sendable {
    let code: Int
    /// How its text begins.
    let message: String
    let provoke: @Sendable (TestVenue) -> (code: Int?, message: String?)

    /// By a request.
    init(_ code: Int, _ message: String, _ provoke: @escaping @Sendable (TestVenue) -> Reply?) {
        self.code = code
        self.message = message
        self.provoke = { venue in
            let reply = provoke(venue)
            return (reply?.code, reply?.message)
        }
    }

    /// By a message to the trade stream of somebody with money.
    init(stream code: Int, _ message: String, _ provoke: @escaping @Sendable (StreamClient) -> JSON?) {
        self.code = code
        self.message = message
        self.provoke = { venue in
            guard let client = StreamClient(venue, "/v5/trade") else { return (nil, nil) }
            _ = client.logIn(venue.open(.uta2, usdt: "100000"))
            let reply = provoke(client)
            return (reply?.number("retCode").map { Int($0) }, reply?.text("retMsg"))
        }
    }

    /// As one of the reasons why a margin mode cannot be set.
    init(reason code: Int, _ message: String, _ provoke: @escaping @Sendable (TestVenue) -> Reply) {
        self.code = code
        self.message = message
        self.provoke = { venue in
            let reasons = provoke(venue).result?["reasons"]?.elements ?? []
            let reason = reasons.first { $0.text("reasonCode") == "\(code)" }
            return (reason?.text("reasonCode").flatMap { Int($0) }, reason?.text("reasonMsg"))
        }
    }

    static let all = access + modes + positions + orders + stops + money + loans + streams
}

extension TestVenue {
    /// A POST about BTCUSDT, its further members given as JSON text.
    func post(_ path: String, btcusdt members: String, as owner: Owner) -> Reply {
        post("/v5/\(path)", #"{"category":"linear","symbol":"BTCUSDT",\#(members)}"#, as: owner)
    }

    func setMode(_ mode: String, _ owner: Owner) -> Reply {
        post("/v5/account/set-margin-mode", #"{"setMarginMode":"\#(mode)_MARGIN"}"#, as: owner)
    }

    /// Somebody with 100,000 USDT and a long of 0.1 BTCUSDT at 60,000, in a margin mode.
    func holder(_ mode: String = "REGULAR") -> Owner {
        let owner = open(.uta2, usdt: "100000")
        _ = setMode(mode, owner)
        trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        return owner
    }
}
