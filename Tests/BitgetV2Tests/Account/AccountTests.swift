import Testing
import Wire

@Suite("Accounts: leverage, position mode, automatic margin, balances")
struct AccountTests {
    // MARK: set-leverage

    @Test(
        "In crossed mode one leverage counts, the long one first, and no side is needed",
        arguments: [
            (#""leverage":"30""#, "30"), (#""leverage":30,"holdSide":"short""#, "30"),
            (#""leverage":"30","longLeverage":"40","shortLeverage":"50""#, "40"),
        ])
    func crossedLeverage(parameters: String, expected: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.setLeverage(parameters)
        #expect(
            try answer.data.names == [
                "crossMarginLeverage", "longLeverage", "marginCoin", "marginMode", "shortLeverage", "symbol",
            ])
        #expect(try answer.text("symbol") == "BTCUSDT")
        #expect(try answer.text("marginCoin") == "USDT")
        #expect(try answer.text("marginMode") == "crossed")
        for name in ["crossMarginLeverage", "longLeverage", "shortLeverage"] {
            #expect(try answer.text(name) == expected)
        }
        let account = try venue.singleAccount().data
        #expect(account["crossedMarginLeverage"]?.numberText == expected)
        #expect(account["isolatedLongLever"]?.numberText == "20")
    }

    @Test(
        "In isolated hedge mode each side has its own; values named for a side win",
        arguments: [
            (#""leverage":"30","holdSide":"long""#, "30", "20"), (#""leverage":"30","holdSide":"SHORT""#, "20", "30"),
            (#""longLeverage":"25","shortLeverage":"15""#, "25", "15"), (#""longLeverage":"25""#, "25", "20"),
            (#""leverage":"30","holdSide":"long","longLeverage":"25""#, "25", "20"),
        ])
    func isolatedHedgeLeverage(parameters: String, long: String, short: String) throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        let answer = try venue.setLeverage(parameters)
        #expect(try answer.text("longLeverage") == long)
        #expect(try answer.text("shortLeverage") == short)
        #expect(try answer.text("crossMarginLeverage") == "20")
    }

    @Test("In isolated one-way mode both sides keep the same")
    func isolatedOneWayLeverage() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        try #require(try venue.setMode("isolated").isSuccess)
        let answer = try venue.setLeverage(#""leverage":"10""#)
        #expect(try answer.text("longLeverage") == "10")
        #expect(try answer.text("shortLeverage") == "10")
    }

    @Test("The same leverage again is accepted")
    func sameLeverage() throws {
        var venue = try BitgetVenue()
        for _ in 0..<2 { #expect(try venue.setLeverage(#""leverage":"10""#).isSuccess) }
    }

    @Test(
        "A leverage that cannot be is refused and changes nothing",
        arguments: [
            ErrorCase(#""leverage":"126","holdSide":"long""#, "400172", "Leverage ratio exceeded the set limit"),
            ErrorCase(#""leverage":"100000""#, "400172", "Leverage ratio exceeded the set limit"),
            ErrorCase(
                #""leverage":"9999999999999999999999999999999999""#, "400172", "Leverage ratio exceeded the set limit"),
            ErrorCase(#""leverage":"0""#, "40020", "Parameter leverage error"),
            ErrorCase(#""leverage":"-5""#, "40020", "Parameter leverage error"),
            ErrorCase(#""leverage":"2.5""#, "40020", "Parameter leverage error"),
            ErrorCase(#""leverage":"0.000000001""#, "40020", "Parameter leverage error"),
            ErrorCase(#""leverage":"ten""#, "40020", "Parameter leverage error"),
            ErrorCase(#""leverage":{}"#, "40020", "Parameter leverage error"),
            ErrorCase(#""holdSide":"long""#, "40019", "Parameter leverage cannot be empty"),
            ErrorCase(#""leverage":"10","holdSide":"both""#, "400172", "Parameter verification failed"),
            ErrorCase(
                #""leverage":"10""#, "40808", "Parameter verification exception double fixed, hold side is null"),
        ])
    func illegalLeverage(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        let before = venue.digest
        let answer = try venue.setLeverage(error.body)
        #expect(answer.status == 400)
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
        #expect(venue.digest == before)
    }

    @Test("Crossed without any leverage is a missing parameter")
    func missingLeverage() throws {
        var venue = try BitgetVenue()
        #expect(
            try venue.post("account/set-leverage", "{\(BitgetVenue.usdt)}").message
                == "Parameter leverage cannot be empty")
    }

    @Test("More than the tier of the position allows is refused")
    func leverageAboveTier() throws {
        var venue = try BitgetVenue()
        // 3 BTC are worth 180,000: the second tier, 100x at most.
        try #require(try venue.place("buy", "3", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        #expect(try venue.setLeverage(#""leverage":"100""#).isSuccess)
        #expect(try venue.setLeverage(#""leverage":"101""#).message == "Leverage ratio exceeded the set limit")
    }

    @Test("Lower isolated leverage draws the missing margin; higher leaves it where it is")
    func leverageMovesMargin() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        try #require(try venue.setLeverage(#""leverage":"5""#).isSuccess)
        // 6000.01 / 5
        #expect(try venue.positions().rows()[0].text("marginSize") == "1200.002")
        try #require(try venue.setLeverage(#""leverage":"50""#).isSuccess)
        #expect(try venue.positions().rows()[0].text("marginSize") == "1200.002")
    }

    @Test("Lower isolated leverage that free balance cannot cover is refused")
    func leverageNeedsMargin() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        try #require(try venue.setMargin("99396.398994").isSuccess)
        try #require(try venue.place("sell", "0.09", #""reduceOnly":"YES""#).isSuccess)
        try #require(try venue.place("buy", "3.9", #""reduceOnly":"NO""#).isSuccess)
        let before = venue.digest
        let answer = try venue.setLeverage(#""leverage":"1""#)
        #expect(answer.code == "40893")
        #expect(
            answer.message
                == "Unable to update the leverage factor of this position, there is not enough margin!")
        #expect(venue.digest == before)
    }

    @Test("While an order rests leverage cannot be changed; a position alone does not hinder")
    func leverageWithOrder() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        #expect(try venue.setLeverage(#""leverage":"30""#).isSuccess)
        try #require(
            try venue.place("buy", "0.01", price: "59000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        let answer = try venue.setLeverage(#""leverage":"40""#)
        #expect(answer.code == "45097")
        #expect(
            answer.message
                == "There is currently an order or a limit order, and the leverage cannot be adjusted")
        #expect(venue.digest == before)
        #expect(try venue.setLeverage(#""leverage":"30""#).isSuccess)
    }

    @Test("Isolated sides that differ from hedge mode do not hinder the crossed leverage of one-way mode")
    func crossedLeverageAfterHedge() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.setLeverage(#""longLeverage":"25","shortLeverage":"15""#).isSuccess)
        try #require(try venue.setMode("crossed").isSuccess)
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        #expect(try venue.setLeverage(#""leverage":"30""#).text("crossMarginLeverage") == "30")
    }

    // MARK: set-position-mode

    @Test("The position mode is the whole product type's; a repeat is accepted")
    func positionMode() throws {
        var venue = try BitgetVenue()
        for mode in ["one_way_mode", "one_way_mode", "hedge_mode", "hedge_mode"] {
            let answer = try venue.setPositionMode(mode)
            #expect(try answer.data.names == ["posMode"])
            #expect(try answer.text("posMode") == mode)
            #expect(try venue.singleAccount().text("posMode") == mode)
        }
        let usdc = try venue.get("account/account", "symbol=BTCPERP&productType=USDC-FUTURES&marginCoin=USDC")
        #expect(try usdc.text("posMode") == "hedge_mode")
    }

    @Test("With a position or an order in the product type it cannot be switched", arguments: [nil, "59000"])
    func positionModeInUse(price: String?) throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.01", price: price, mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        let answer = try venue.setPositionMode("one_way_mode")
        #expect(answer.code == "40920")
        #expect(answer.message == "Position or order exists, the position mode cannot be switched")
        #expect(venue.digest == before)
        #expect(
            try venue.post("account/set-position-mode", #"{"productType":"COIN-FUTURES","posMode":"one_way_mode"}"#)
                .isSuccess)
    }

    @Test(
        "An illegal position mode is refused",
        arguments: [
            ErrorCase("{}", "40019", "Parameter productType cannot be empty"),
            ErrorCase(#"{"productType":"USDT-FUTURES"}"#, "40019", "Parameter posMode cannot be empty"),
            ErrorCase(#"{"productType":"X","posMode":"hedge_mode"}"#, "40019", "Parameter X cannot be empty"),
            ErrorCase(
                #"{"productType":"SUSDT-FUTURES","posMode":"hedge_mode"}"#, "40020", "Parameter productType error"),
            ErrorCase(#"{"productType":"USDT-FUTURES","posMode":"net"}"#, "400172", "Parameter verification failed"),
        ])
    func illegalPositionMode(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        let before = venue.digest
        let answer = try venue.post("account/set-position-mode", error.body)
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
        #expect(venue.digest == before)
    }

    // MARK: set-auto-margin

    private static let autoMargin = #"{"symbol":"btcusdt","autoMargin":"on","marginCoin":"usdt","holdSide":"long"}"#

    @Test("Automatic margin is switched on an isolated position, and shows on it")
    func autoMargin() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let answer = try venue.post("account/set-auto-margin", Self.autoMargin)
        #expect(try answer.data.string == "success")
        #expect(try venue.positions().rows()[0].text("autoMargin") == "on")
    }

    @Test("Automatic margin in crossed mode, and without a position, is refused")
    func autoMarginRefused() throws {
        var venue = try BitgetVenue()
        let crossed = try venue.post("account/set-auto-margin", Self.autoMargin)
        #expect(crossed.code == "22011")
        #expect(crossed.message == "It is not allowed to set auto add margin in cross mode")
        try #require(try venue.setMode("isolated").isSuccess)
        let flat = try venue.post("account/set-auto-margin", Self.autoMargin)
        #expect(flat.code == "40838")
        #expect(
            flat.message == "There is no position in this position, and automatic margin call cannot be set")
    }

    // MARK: Balances

    private static let shared = [
        "accountEquity", "assetMode", "available", "btcEquity", "coupon", "crossedMargin", "crossedMaxAvailable",
        "crossedRiskRate", "crossedUnrealizedPL", "grant", "isolatedMargin", "isolatedMaxAvailable",
        "isolatedUnrealizedPL", "locked", "marginCoin", "maxTransferOut", "unrealizedPL", "usdtEquity",
    ]

    @Test("The single account has its members, leverages as JSON integers and all else as strings")
    func singleAccountShape() throws {
        var venue = try BitgetVenue()
        let data = try venue.singleAccount().data
        let integers = ["crossedMarginLeverage", "isolatedLongLever", "isolatedShortLever"]
        #expect(data.names == (Self.shared + integers + ["marginMode", "posMode"]).sorted())
        for member in try #require(data.members) {
            #expect(member.value.kind == (integers.contains(member.key) ? .number : .string), "\(member.key)")
        }
        #expect(try data.text("assetMode") == "single")
        #expect(try data.text("unrealizedPL") == "0")
    }

    @Test(
        "The list has one row per margin coin of the product type",
        arguments: [
            ("USDT-FUTURES", ["USDT"]), ("usdc-futures", ["USDC"]), ("COIN-FUTURES", ["BTC"]), ("SUSDT-FUTURES", []),
        ])
    func accountList(type: String, coins: [String]) throws {
        var venue = try BitgetVenue()
        let rows = try venue.get("account/accounts", "productType=\(type)").rows()
        #expect(try rows.map { try $0.text("marginCoin") } == coins)
        for row in rows {
            #expect(row.names == Self.shared)
            #expect(try #require(row.members).allSatisfy { $0.value.kind == .string })
        }
    }

    @Test("The isolated symbols of a product type are listed")
    func isolatedSymbols() throws {
        var venue = try BitgetVenue()
        #expect(try venue.get("account/isolated-symbols", "productType=USDT-FUTURES").rows().isEmpty)
        try #require(try venue.setMode("isolated", "ETHUSDT").isSuccess)
        let rows = try venue.get("account/isolated-symbols", "productType=USDT-FUTURES").rows()
        #expect(rows.map(\.strings) == [["symbol": "ETHUSDT", "marginMode": "isolated"]])
    }

    @Test(
        "Documented calls that are not offered say so",
        arguments: [
            "sub-account-assets", "interest-history",
        ])
    func notOpenYet(path: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.get("account/\(path)", "")
        #expect(answer.code == "40919")
        #expect(answer.message == "This function is not open yet")
    }

    @Test("Equity in USD and BTC goes by the index")
    func equity() throws {
        var venue = try BitgetVenue()
        let usdt = try venue.singleAccount()
        #expect(try usdt.text("usdtEquity") == "100000")
        // 100000 / 60000, rounded down
        #expect(try usdt.text("btcEquity") == "1.66666666")
        let btc = try venue.get("account/accounts", "productType=COIN-FUTURES").rows()[0]
        #expect(try btc.text("accountEquity") == "5")
        #expect(try btc.text("usdtEquity") == "300000")
        #expect(try btc.text("btcEquity") == "5")
    }

    @Test("Crossed figures: equity holds the profit, which may open positions but not leave")
    func crossedFigures() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try venue.setMark("BTCUSDT", "61000")
        // Fee 3.600006, so wallet 99996.399994; profit 6100 - 6000.01 = 99.99; margin at mark 6100 / 20 = 305.
        let account = try venue.singleAccount()
        #expect(try account.text("accountEquity") == "100096.389994")
        #expect(try account.text("available") == "99791.389994")
        #expect(try account.text("maxTransferOut") == "99691.399994")
        #expect(try account.text("crossedMargin") == "305")
        #expect(try account.text("isolatedMargin") == "0")
        #expect(try account.text("unrealizedPL") == "99.99")
        #expect(try account.text("crossedUnrealizedPL") == "99.99")
        #expect(try account.text("isolatedUnrealizedPL") == "")
        // Maintenance 6100 * 0.0046 = 28.06, over 100096.389994 = 0.00028032979...
        #expect(try account.text("crossedRiskRate") == "0.00028033")
    }

    @Test("A resting order is locked")
    func locked() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", price: "59000", #""tradeSide":"open""#).isSuccess)
        let account = try venue.singleAccount()
        // 5900 / 20 + 5900 * 0.0006
        #expect(try account.text("locked") == "298.54")
        #expect(try account.text("available") == "99701.46")
        #expect(try account.text("isolatedUnrealizedPL") == "0")
        #expect(try account.text("crossedUnrealizedPL") == "")
    }
}
