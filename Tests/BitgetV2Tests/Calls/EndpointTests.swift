import HTTP1
import TestShapes
import Testing
import Wire

/// A call of the reference's tables: bitget-v2.md, sections 2 to 7.
struct EndpointCase: CustomTestStringConvertible, Sendable {
    let method: String
    let path: String
    /// Of one uid where a key is needed, of one address where none is.
    let perSecond: Int
    let isSigned: Bool

    var testDescription: String { "\(method) \(path)" }

    static func signed(_ method: String, _ folder: String, _ perSecond: Int, _ names: String) -> [EndpointCase] {
        names.split(separator: " ").map { name in
            EndpointCase(
                method: method, path: "/api/v2/\(folder)/\(name)", perSecond: perSecond, isSigned: true)
        }
    }

    static func open(_ folder: String, _ perSecond: Int, _ names: String) -> [EndpointCase] {
        names.split(separator: " ").map { name in
            EndpointCase(
                method: "GET", path: "/api/v2/\(folder)/\(name)", perSecond: perSecond, isSigned: false)
        }
    }

    static let all: [EndpointCase] =
        signed(
            "POST", "mix/account", 5,
            "set-margin-mode set-margin set-leverage set-all-leverage set-position-mode set-auto-margin")
        + signed("POST", "mix/account", 2, "set-asset-mode")
        + signed("GET", "mix/account", 10, "account accounts isolated-symbols bill open-count")
        + signed("GET", "mix/account", 20, "max-open liq-price")
        + signed("GET", "mix/account", 1, "union-config switch-union-usdt transfer-limits")
        + signed("GET", "mix/position", 5, "all-position adlRank")
        + signed("GET", "mix/position", 10, "single-position") + signed("GET", "mix/position", 20, "history-position")
        + signed(
            "POST", "mix/order", 10,
            "place-order modify-order cancel-order batch-cancel-orders cancel-all-orders click-backhand"
                + " place-plan-order modify-plan-order cancel-plan-order place-tpsl-order place-pos-tpsl"
                + " modify-tpsl-order")
        + signed("POST", "mix/order", 5, "batch-place-order") + signed("POST", "mix/order", 1, "close-positions")
        + signed(
            "GET", "mix/order", 10,
            "detail orders-pending orders-history fills fill-history orders-plan-pending orders-plan-history"
                + " plan-sub-order")
        + open(
            "mix/market", 20,
            "contracts ticker tickers symbol-price merge-depth candles history-candles history-mark-candles"
                + " history-index-candles fills current-fund-rate funding-time history-fund-rate open-interest")
        + open("mix/market", 10, "query-position-lever vip-fee-rate fills-history oi-limit")
        + open("mix/market", 5, "discount-rate")
        + open("mix/market", 1, "account-long-short position-long-short long-short taker-buy-sell")
        + signed("GET", "account", 1, "all-account-balance") + signed("GET", "common", 10, "all-trade-rate")
        + open("public", 20, "time") + signed("GET", "common", 10, "trade-rate")
        + signed("GET", "spot/account", 1, "info") + signed("GET", "spot/account", 10, "assets")
        + signed("GET", "spot/account", 20, "transferRecords") + signed("POST", "spot/wallet", 10, "transfer")
        + signed("GET", "spot/wallet", 10, "transfer-coin-info")
}

@Suite("Every call of the reference is there, and may be made so often a second")
struct EndpointTests {
    private static func make(_ endpoint: EndpointCase, _ venue: inout BitgetVenue) throws -> Answer {
        let body = endpoint.method == "POST" ? "{}" : ""
        return try endpoint.isSigned
            ? venue.send(venue.signed(endpoint.method, endpoint.path, body: body)) : venue.open(endpoint.path)
    }

    @Test(
        "BITGET-MODE-18, BITGET-MARGIN-16: calls are counted down, and one too many is refused",
        arguments: EndpointCase.all)
    func limit(_ endpoint: EndpointCase) throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        for left in (0..<endpoint.perSecond).reversed() {
            let answer = try Self.make(endpoint, &venue)
            #expect(answer.code != "40404")
            #expect(answer.status != 429)
            #expect(answer.fields["x-mbx-used-remain-limit"] == String(left))
        }
        #expect(try Self.make(endpoint, &venue).status == 429)
        venue.nowMs += 1_000
        #expect(try Self.make(endpoint, &venue).status != 429)
    }

    @Test("A call on an account needs a key, any other does not", arguments: EndpointCase.all)
    func access(_ endpoint: EndpointCase) throws {
        var venue = try BitgetVenue()
        let request = Request(
            method: endpoint.method == "POST" ? .post : .get, methodText: endpoint.method, path: endpoint.path)
        #expect((try venue.send(request).code == "40001") == endpoint.isSigned)
    }

    @Test("A read-only key may make all GETs and no POST", arguments: EndpointCase.all.filter(\.isSigned))
    func permission(_ endpoint: EndpointCase) throws {
        var venue = try BitgetVenue()
        venue.restrictKey(isReadOnly: true)
        #expect((try Self.make(endpoint, &venue).code == "40014") == (endpoint.method == "POST"))
    }

    @Test(
        "What clients load beside the contracts",
        arguments: [
            ("public/time", Shape.strings("serverTime")), ("spot/public/coins", .list(.null)),
            ("spot/public/symbols", .list(.null)), ("margin/currencies", .list(.null)),
        ])
    func common(path: String, shape: Shape) throws {
        var venue = try BitgetVenue()
        #expect(shape.differences(of: try venue.open("/api/v2/\(path)").data).isEmpty)
    }
}
