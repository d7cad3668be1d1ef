import Testing
import Wire

/// docs/rules/bitget-set-margin-mode.md. The account has 100,000 USDT and 5 BTC, worth 300,000, all
/// of which counts in full.
@Suite("Asset mode: https://www.bitget.com/api-doc/contract/account/Set-Asset-Mode")
struct UnionModeTests {
    private static let open = #""tradeSide":"open""#

    private static func united() throws -> BitgetVenue {
        var venue = try BitgetVenue()
        let answer = try venue.setAssetMode("union")
        #expect(answer.json["data"]?.string == "success")
        return venue
    }

    @Test("BITGET-MODE-21: it may be set again, and back")
    func repeats() throws {
        var venue = try BitgetVenue()
        for mode in ["single", "UNION", "union", "single", "single"] {
            #expect(try venue.setAssetMode(mode).isSuccess)
            #expect(try venue.singleAccount().text("assetMode") == mode.lowercased())
        }
    }

    @Test("BITGET-MODE-22: a symbol that is isolated stands in the way, whatever its product type")
    func isolatedSymbol() throws {
        var venue = try BitgetVenue()
        try #require(
            try venue.post(
                "account/set-margin-mode",
                #"{"symbol":"BTCUSD","productType":"COIN-FUTURES","marginCoin":"BTC","marginMode":"isolated"}"#
            ).isSuccess)
        let before = venue.digest
        #expect(try venue.setAssetMode("union").code == "45099")
        #expect(venue.digest == before)
    }

    @Test("BITGET-MODE-23: all coins back what one alone does not carry, and that keeps the account in union mode")
    func pooled() throws {
        var venue = try BitgetVenue()
        // 40 * 57,000 / 20: 114,000 of margin.
        #expect(try venue.place("buy", "40", price: "57000", mode: "crossed", Self.open).code == "40762")
        try #require(try venue.setAssetMode("union").isSuccess)
        #expect(try venue.place("buy", "40", price: "57000", mode: "crossed", Self.open).isSuccess)
        let before = venue.digest
        let answer = try venue.setAssetMode("single")
        #expect(answer.code == "40754")
        #expect(answer.message == "balance not enough")
        #expect(venue.digest == before)
        try #require(try venue.post("order/cancel-all-orders", #"{"productType":"USDT-FUTURES"}"#).isSuccess)
        #expect(try venue.setAssetMode("single").isSuccess)
    }

    @Test("BITGET-MODE-6: every symbol is crossed, and crossed again is judged as it is in single mode")
    func crossedOnly() throws {
        var venue = try Self.united()
        #expect(try venue.setMode("isolated").code == "45099")
        #expect(try venue.setMode("crossed").text("marginMode") == "crossed")
        try #require(try venue.place("buy", "0.01", price: "59000", mode: "crossed", Self.open).isSuccess)
        #expect(try venue.setMode("crossed").code == "45117")
        #expect(try venue.setMode("isolated").code == "45099")
        #expect(try venue.get("account/isolated-symbols", "productType=USDT-FUTURES").rows().isEmpty)
    }

    @Test("Nothing that is isolated can be opened; to close, any mode may be named")
    func isolatedOrders() throws {
        var venue = try Self.united()
        #expect(try venue.place("buy", "0.01", mode: "isolated", Self.open).code == "45099")
        #expect(try venue.plan(#""triggerPrice":"65000""#).code == "45099")
        try #require(try venue.place("buy", "0.01", mode: "crossed", Self.open).isSuccess)
        #expect(try venue.setMargin("10").code == "40808")
        #expect(try venue.place("buy", "0.01", mode: "isolated", #""tradeSide":"close""#).isSuccess)
    }

    @Test("The account tells what its coins amount to together")
    func figures() throws {
        var venue = try Self.united()
        try #require(try venue.place("buy", "0.1", mode: "crossed", Self.open).isSuccess)
        let rows = try venue.get("account/accounts", "productType=USDT-FUTURES").rows()
        let row = try #require(rows.first)
        // 400,000, less a fee of 3.600006 and a loss of 0.01; 6,000 / 20 of margin, 6,000 * 0.4 % of maintenance.
        let expected = [
            "assetMode": "union", "unionTotalMargin": "399996.389994", "unionAvailable": "399696.389994",
            "available": "399696.389994", "isolatedMaxAvailable": "0", "accountEquity": "99996.389994",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
        let assets = try #require(row["assetList"]?.elements)
        #expect(try assets.map { try $0.text("coin") } == ["USDT", "USDC", "BTC"])
        #expect(try assets.map { try $0.text("balance") } == ["99996.399994", "0", "5"])
        #expect(assets.allSatisfy { $0.names == ["available", "balance", "coin"] })
        let coin = try #require(try venue.get("account/accounts", "productType=COIN-FUTURES").rows().first)
        // In BTC at 60,000.
        #expect(try coin.text("available") == "6.66160649")
        #expect(try venue.singleAccount().data["unionTotalMargin"] == nil)
        let position = try #require(try venue.positions().rows().first)
        #expect(try position.text("assetMode") == "union")
        #expect(try position.text("marginRatio") == row.text("crossedRiskRate"))
    }

    @Test("So do its streams")
    func streams() throws {
        var venue = try Self.united()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        let account = client.subscribe("account", "default", &venue).last?["data"]?.elements?.first
        let equity = client.subscribe("equity", nil, &venue).last?["data"]?.elements?.first
        #expect(try account?.text("assetsMode") == "union")
        for row in [account, equity] {
            #expect(try row?.text("unionTotalMargin") == "400000")
            #expect(try row?.text("unionAvailable") == "400000")
            #expect(try row?.text("unionMm") == "0")
        }
    }
}
