import Desks
import HTTP1
import MarginEngine
import Wire

/// Who may ask at all. https://bybit-exchange.github.io/docs/v5/error
extension Provocation {
    static let access: [Provocation] = [
        Provocation(10001, "params error: side invalid") { $0.create($0.open(.uta2), ["side": #""Up""#]) },
        Provocation(10002, "invalid request, please check your server timestamp or recv_window param. req_timestamp[") {
            $0.send($0.request(.get, "/v5/account/info", as: $0.open(.uta2), timestampMs: TestVenue.startMs - 60_000))
        },
        Provocation(10003, "API key is invalid.") {
            let owner = $0.open(.uta2)
            return $0.get(
                "/v5/account/info", as: TestVenue.Owner(account: owner.account, key: "nobody", secret: "secret"))
        },
        Provocation(10004, "error sign! origin_string[") {
            let owner = $0.open(.uta2)
            return $0.get(
                "/v5/account/info", as: TestVenue.Owner(account: owner.account, key: owner.key, secret: "guess"))
        },
        Provocation(10005, "Permission denied, please check your API key permissions.") {
            $0.create($0.open(.uta2, isReadOnly: true))
        },
        Provocation(10006, "Too many visits!") { venue in
            venue.limits = RateLimits()
            let owner = venue.open(.uta2)
            for _ in 0..<5 { _ = venue.get("/v5/account/smp-group", as: owner) }
            return venue.get("/v5/account/smp-group", as: owner)
        },
        Provocation(10007, "User authentication failed.") { $0.get("/v5/account/info") },
        Provocation(10008, "Common banned, please check your account mode") { venue in
            let owner = venue.open(.uta2)
            venue.setStanding(.frozen, of: owner)
            return venue.get("/v5/account/info", as: owner)
        },
        Provocation(10010, "Unmatched IP, please check your API key's bound IP addresses.") {
            $0.get("/v5/account/info", as: $0.open(.uta2, addresses: ["1.1.1.1"]))
        },
        Provocation(10016, "Server error.") { venue in
            venue.resultUnknown(venue.request(.post, "/v5/order/create", body: orderBody(), as: venue.open(.uta2)))
        },
        Provocation(10017, "Route not found.") { $0.get("/v5/nowhere") },
        Provocation(10018, "access too frequent") { venue in
            venue.limits = RateLimits()
            for _ in 0..<600 { _ = venue.get("/v5/market/time") }
            return venue.get("/v5/market/time")
        },
        Provocation(10028, "The API can only be accessed by unified account users.") {
            $0.setMode("ISOLATED", $0.open(.classic))
        },
        Provocation(33004, "Your api key has expired.") {
            $0.get("/v5/account/info", as: $0.open(.uta2, expiresMs: TestVenue.startMs))
        },
    ]

    /// https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline
    static let streams: [Provocation] = [
        Provocation(stream: 10403, "Exceeded the IP rate limit.") { client in
            client.venue.limits = RateLimits()
            for _ in 0..<3_000 { client.send(#"{"op":"order.dance","args":[{}]}"#) }
            return client.send(#"{"op":"order.dance","args":[{}]}"#).first
        },
        Provocation(stream: 10404, "op type is not found") { $0.send(#"{"op":"order.dance","args":[{}]}"#).first },
        Provocation(stream: 20001, "Repeat auth") { $0.logIn($0.venue.open(.uta2, uid: 8)) },
        Provocation(stream: 20006, "reqId is duplicated") { client in
            let header = #"{"X-BAPI-TIMESTAMP":"\#(client.venue.wallMs)"}"#
            let request = #"{"reqId":"a","header":\#(header),"op":"order.create","args":[\#(orderBody())]}"#
            client.send(request)
            return client.send(request).first
        },
    ]
}
