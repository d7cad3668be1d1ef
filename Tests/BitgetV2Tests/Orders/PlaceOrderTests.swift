import Desks
import MarginEngine
import Testing
import Wire

@Suite("place-order: https://www.bitget.com/api-doc/contract/trade/Place-Order")
struct PlaceOrderTests {
    private static let members = [
        "baseVolume", "cTime", "clientOid", "enterPointSource", "fee", "force", "leverage", "marginCoin", "marginMode",
        "orderId", "orderSource", "orderType", "posMode", "posSide", "presetStopLossExecutePrice",
        "presetStopLossPrice", "presetStopLossType", "presetStopSurplusExecutePrice", "presetStopSurplusPrice",
        "presetStopSurplusType", "price", "priceAvg", "quoteVolume", "reduceOnly", "side", "size", "symbol",
        "totalProfits", "tradeSide", "uTime",
    ]

    private static func detail(_ venue: inout BitgetVenue, _ id: String) throws -> Answer {
        try venue.get("order/detail", "orderId=\(id)&productType=USDT-FUTURES&symbol=BTCUSDT")
    }

    @Test("The answer holds both ids: 19 digits, and the client's own or, without one, the same")
    func ids() throws {
        var venue = try BitgetVenue()
        let named = try venue.place(
            "buy", "0.01", price: "59000", mode: "crossed", #""tradeSide":"open","clientOid":"plim-1_#+""#)
        #expect(try named.data.names == ["clientOid", "orderId"])
        #expect(try named.text("clientOid") == "plim-1_#+")
        #expect(try named.text("orderId").utf8.count == 19)
        let unnamed = try venue.place("buy", "0.01", price: "59000", mode: "crossed", #""tradeSide":"open""#)
        #expect(try unnamed.text("clientOid") == unnamed.text("orderId"))
        #expect(try unnamed.text("orderId") != named.text("orderId"))
    }

    @Test("A resting order as the detail call shows it")
    func restingOrder() throws {
        var venue = try BitgetVenue()
        let placed = try venue.place(
            "BUY", "0.010", price: "59000.0", mode: "Crossed",
            #""tradeSide":"Open","force":"GTC","clientOid":"a""#)
        let detail = try Self.detail(&venue, placed.text("orderId"))
        #expect(try detail.data.names == (Self.members + ["cancelReason", "state"]).sorted())
        #expect(try #require(try detail.data.members).allSatisfy { $0.value.kind == .string })
        let expected = [
            "symbol": "BTCUSDT", "marginCoin": "USDT", "clientOid": "a", "size": "0.01", "price": "59000",
            "state": "live", "side": "buy", "tradeSide": "open", "posSide": "long", "posMode": "hedge_mode",
            "force": "gtc", "orderType": "limit", "marginMode": "crossed", "leverage": "20", "reduceOnly": "NO",
            "baseVolume": "0", "quoteVolume": "0", "fee": "0", "priceAvg": "", "totalProfits": "0",
            "cancelReason": "", "cTime": "1700000000000", "uTime": "1700000000000", "enterPointSource": "API",
        ]
        for (name, value) in expected { #expect(try detail.text(name) == value, "\(name)") }
    }

    @Test("A market order, filled at once")
    func marketOrder() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        try venue.setMark("BTCUSDT", "61000")
        let placed = try venue.place("sell", "0.04", #""force":"GTC","tradeSide":"open""#)
        let detail = try Self.detail(&venue, placed.text("orderId"))
        // Sold at 60999.9: value 2439.996, fee 1.4639976 (paid, so negative), profit 0.04 * (60999.9 - 60000.1).
        let expected = [
            "state": "filled", "price": "", "priceAvg": "60999.9", "baseVolume": "0.04", "quoteVolume": "2439.996",
            "fee": "-1.4639976", "totalProfits": "39.992", "side": "sell", "tradeSide": "sell_single",
            "posSide": "net", "posMode": "one_way_mode", "orderType": "market", "orderSource": "market",
            "marginMode": "isolated", "leverage": "10",
        ]
        for (name, value) in expected { #expect(try detail.text(name) == value, "\(name)") }
    }

    // MARK: Hedge and one-way

    /// The positions as `side size`, the newest first.
    private static func held(_ venue: inout BitgetVenue) throws -> [String] {
        try venue.positions().rows().map { "\(try $0.text("holdSide")) \(try $0.text("total"))" }
    }

    @Test("In hedge mode the side names the position, for opening and closing")
    func hedge() throws {
        var venue = try BitgetVenue()
        let steps: [(side: String, tradeSide: String, held: [String])] = [
            ("buy", "open", ["long 0.02"]), ("sell", "open", ["short 0.02", "long 0.02"]),
            ("buy", "close", ["short 0.02"]), ("sell", "close", []),
        ]
        for step in steps {
            venue.nowMs += 1
            let answer = try venue.place(
                step.side, "0.02", mode: "crossed", #""tradeSide":"\#(step.tradeSide)","reduceOnly":"NO""#)
            #expect(answer.isSuccess, "\(answer.body)")
            #expect(try Self.held(&venue) == step.held)
            let detail = try Self.detail(&venue, answer.text("orderId"))
            #expect(try detail.text("side") == step.side)
            #expect(try detail.text("tradeSide") == step.tradeSide)
        }
    }

    @Test("Closing a long as a sell finds no position")
    func hedgeWrongSide() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.02", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        let answer = try venue.place("sell", "0.02", mode: "crossed", #""tradeSide":"close""#)
        #expect(answer.code == "22002")
        #expect(answer.message == "No position to close")
        #expect(venue.digest == before)
    }

    @Test("Reduce-only closes in one-way mode, and never flips")
    func oneWayReduceOnly() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        #expect(try venue.place("sell", "5", #""reduceOnly":"YES""#).isSuccess)
        #expect(try Self.held(&venue).isEmpty)
        #expect(try venue.place("sell", "0.1", #""reduceOnly":"yes""#).code == "22002")
    }

    // MARK: Margin mode of an order

    @Test("A flat symbol adopts the order's margin mode")
    func adoptsMode() throws {
        var venue = try BitgetVenue()
        #expect(try venue.place("buy", "0.01", mode: "isolated", #""tradeSide":"open""#).isSuccess)
        #expect(try venue.singleAccount().text("marginMode") == "isolated")
    }

    @Test("With something open, an order of the other mode is refused", arguments: [nil, "59000"])
    func refusesOtherMode(price: String?) throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.01", price: price, #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        let answer = try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"open""#)
        #expect(answer.code == "45117")
        #expect(venue.digest == before)
    }

    @Test("An order that only closes may name either mode, and changes none", arguments: [true, false])
    func closesInEitherMode(isHedged: Bool) throws {
        var venue = try BitgetVenue()
        try #require(try venue.setPositionMode(isHedged ? "hedge_mode" : "one_way_mode").isSuccess)
        try #require(try venue.place("buy", "0.01", mode: "isolated", #""tradeSide":"open""#).isSuccess)
        let close = isHedged ? ("buy", #""tradeSide":"Close""#) : ("sell", #""reduceOnly":"YES""#)
        #expect(try venue.place(close.0, "0.01", mode: "crossed", close.1).isSuccess)
        #expect(try Self.held(&venue).isEmpty)
        #expect(try venue.singleAccount().text("marginMode") == "isolated")
    }

    // MARK: Refusals

    @Test(
        "Each required parameter is asked for by name, in order",
        arguments: [
            ([], "symbol"), (["symbol"], "productType"), (["symbol", "productType"], "marginMode"),
            (["symbol", "productType", "marginMode"], "marginCoin"),
            (["symbol", "productType", "marginMode", "marginCoin"], "size"),
            (["symbol", "productType", "marginMode", "marginCoin", "size"], "side"),
            (["symbol", "productType", "marginMode", "marginCoin", "size", "side"], "orderType"),
        ] as [([String], String)])
    func missing(given: [String], name: String) throws {
        var venue = try BitgetVenue()
        let body = given.map { #""\#($0)":"x""# }.joined(separator: ",")
        #expect(try venue.post("order/place-order", "{\(body)}").message == "Parameter \(name) cannot be empty")
    }

    private static let common = #""marginMode":"crossed","tradeSide":"open","#
    private static let usdc = #""symbol":"BTCPERP","productType":"USDC-FUTURES","marginCoin":"USDC","#
    private static let limit = #""side":"buy","orderType":"limit""#
    private static let market = #""side":"buy","orderType":"market""#
    private static let usdt = "\(BitgetVenue.usdt),"

    private static let refused = [
        ErrorCase(#"\#(usdt)"side":"up","orderType":"market","size":"1""#, "400172", "Parameter verification failed"),
        ErrorCase(#"\#(usdt)"side":"buy","orderType":"stop","size":"1""#, "400172", "The order type is illegal"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"1","force":"day""#, "400172", "The order validity period is invalid"),
        ErrorCase(#"\#(usdt)\#(market),"size":"x""#, "40020", "Parameter size error"),
        ErrorCase(#"\#(usdt)\#(market),"size":"0""#, "40020", "Parameter size error"),
        ErrorCase(#"\#(usdt)\#(market),"size":"-1""#, "40020", "Parameter size error"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"2.0005""#, "40808",
            "Parameter verification exception size checkBDScale error value=2.0005 checkScale=3"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"0.123456789""#, "40808",
            "Parameter verification exception size checkBDScale error value=0.123456789 checkScale=3"),
        ErrorCase(#"\#(usdt)\#(market),"size":"501""#, "45112", "more than the maximum order quantity"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"99999999999999999999""#, "45112", "more than the maximum order quantity"),
        ErrorCase(#"\#(usdt)\#(limit),"size":"1""#, "40019", "Parameter price cannot be empty"),
        ErrorCase(#"\#(usdt)\#(limit),"size":"1","price":"x""#, "40020", "Parameter price error"),
        ErrorCase(#"\#(usdt)\#(limit),"size":"1","price":"0""#, "40020", "Parameter price error"),
        ErrorCase(#"\#(usdt)\#(limit),"size":"1","price":"59000.05""#, "41103", "param price scale error error"),
        ErrorCase(
            #"\#(usdt)\#(limit),"size":"1","price":"63000.1""#, "40815",
            "The order price is higher than the highest bid price"),
        ErrorCase(
            #"\#(usdt)\#(limit),"size":"1","price":"99999999999999999999""#, "40815",
            "The order price is higher than the highest bid price"),
        ErrorCase(
            #"\#(usdt)"side":"sell","orderType":"limit","size":"1","price":"56999.9""#, "40816",
            "The order price is lower than the lowest selling price"),
        ErrorCase(
            #"\#(usdc)\#(limit),"size":"1","price":"59000.3""#, "45115",
            "The price you enter should be a multiple of 0.5"),
        ErrorCase(#"\#(usdc)\#(market),"size":"0.001""#, "45111", "less than the minimum order quantity"),
        ErrorCase(#"\#(usdc)\#(market),"size":"0.003""#, "45110", "less than the minimum amount 200 USDC"),
        ErrorCase(
            #"\#(usdt)\#(limit),"size":"400","price":"58200""#, "40762", "The order amount exceeds the balance"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"1","clientOid":"\#(String(repeating: "a", count: 51))""#, "40304",
            "clientOid or clientOrderId length cannot greater than 50"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"1","clientOid":"\#(String(repeating: "a", count: 65))""#, "40305",
            "clientOid or clientOrderId length cannot greater than 64, and cannot be Martian characters"),
        ErrorCase(#"\#(usdt)\#(market),"size":"1","stpMode":"some""#, "400172", "Parameter verification failed"),
        ErrorCase(
            #"\#(usdt)\#(market),"size":"1","presetStopLossPrice":"60000""#, "40834",
            "The stop loss price of the long position should be less than the current price"),
        ErrorCase(
            #"\#(usdt)\#(limit),"price":"59000","size":"1","presetStopSurplusPrice":"59000""#, "40830",
            "The take profit price of the long position should be greater than the current price"),
        ErrorCase(
            #"\#(usdc)\#(market),"size":"1","presetStopLossPrice":"50000.3""#, "45115",
            "The price you enter should be a multiple of 0.5"),
    ]

    @Test("What cannot be placed is refused with its own code, and changes nothing", arguments: refused)
    func refusals(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        let before = venue.digest
        let answer = try venue.post("order/place-order", "{\(Self.common)\(error.body)}")
        #expect(answer.status == 400)
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
        #expect(venue.digest == before)
    }

    @Test("Hedge mode needs a trade side of the two")
    func tradeSide() throws {
        var venue = try BitgetVenue()
        for more in ["", #""tradeSide":"buy_single""#] {
            let answer = try venue.place("buy", "0.01", mode: "crossed", more)
            #expect(answer.code == "40774")
            #expect(
                answer.message
                    == "The order type for unilateral position must also be the unilateral position type.")
        }
    }

    @Test("A client id in use by an open order is refused; once the order ended it may be used again")
    func duplicate() throws {
        var venue = try BitgetVenue()
        let more = #""tradeSide":"open","clientOid":"one""#
        let first = try venue.place("buy", "0.01", price: "59000", mode: "crossed", more)
        let answer = try venue.place("buy", "0.01", price: "59000", mode: "crossed", more)
        #expect(answer.code == "45034")
        #expect(answer.message == "clientOid duplicate")
        try #require(
            try venue.post(
                "order/cancel-order",
                #"{"symbol":"BTCUSDT","productType":"USDT-FUTURES","orderId":"\#(first.text("orderId"))"}"#
            ).isSuccess)
        #expect(try venue.place("buy", "0.01", price: "59000", mode: "crossed", more).isSuccess)
    }

    @Test("A client id of exactly 50 characters is kept whole")
    func longestClientID() throws {
        var venue = try BitgetVenue()
        let id = String(repeating: "0123456789", count: 5)
        let placed = try venue.place(
            "buy", "0.01", price: "59000", mode: "crossed", #""tradeSide":"open","clientOid":"\#(id)""#)
        #expect(try placed.text("clientOid") == id)
        let entry = try #require(venue.desk.applied.last)
        var journal = ByteWriter()
        entry.encode(to: &journal)
        var reader = ByteReader(journal.bytes)
        #expect(try DeskEntry(from: &reader) == entry)
        let query = "clientOid=\(id)&productType=USDT-FUTURES&symbol=BTCUSDT"
        #expect(try venue.get("order/detail", query).text("clientOid") == id)
    }

    @Test(
        "ORDER-27: an order that meets one of its own account trades with it, or cancels that one, itself, or both",
        arguments: [
            ("none", "filled", "filled"), ("cancel_maker", "canceled", "filled"),
            ("cancel_taker", "live", "canceled"), ("cancel_both", "canceled", "canceled"),
        ])
    func selfTrade(stpMode: String, maker: String, taker: String) throws {
        var venue = try BitgetVenue()
        let resting = try venue.place("sell", "0.01", price: "60000", mode: "crossed", #""tradeSide":"open""#)
        let meeting = try venue.place(
            "buy", "0.01", mode: "crossed", #""tradeSide":"open","stpMode":"\#(stpMode)""#)
        let details = [
            try Self.detail(&venue, resting.text("orderId")), try Self.detail(&venue, meeting.text("orderId")),
        ]
        #expect(try details.map { try $0.text("state") } == [maker, taker])
        for detail in details where try detail.text("state") == "canceled" {
            #expect(try detail.text("cancelReason") == "stp_cancel")
        }
    }

    @Test("ORDER-31: in hedge mode a close finds what pending ones leave; flash close closes all the same")
    func occupied() throws {
        var venue = try BitgetVenue()
        _ = try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#)
        _ = try venue.place("buy", "0.07", price: "62000", mode: "crossed", #""tradeSide":"close""#)
        let close = try venue.place("buy", "0.05", mode: "crossed", #""tradeSide":"close""#)
        let detail = try Self.detail(&venue, close.text("orderId"))
        #expect(try detail.text("size") == "0.03")
        #expect(try detail.text("state") == "filled")
        venue.nowMs += 1_000
        let flash = try venue.post(
            "order/close-positions", #"{"symbol":"BTCUSDT","productType":"USDT-FUTURES","holdSide":"long"}"#)
        #expect(flash.isSuccess)
        #expect(try venue.positions().rows().isEmpty)
    }

    @Test("ORDER-32: in one-way mode a reduce-only order that displaces others is answered without an orderId")
    func displacing() throws {
        var venue = try BitgetVenue()
        #expect(try venue.setPositionMode("one_way_mode").isSuccess)
        _ = try venue.place("buy", "0.1", mode: "crossed")
        let reduce = #""reduceOnly":"YES""#
        let first = try venue.place("sell", "0.06", price: "61000", mode: "crossed", reduce).text("orderId")
        let second = try venue.place("sell", "0.03", price: "62000", mode: "crossed", reduce).text("orderId")
        let third = try venue.place("sell", "0.05", price: "61500", mode: "crossed", #"\#(reduce),"clientOid":"c""#)
        #expect(third.isSuccess)
        #expect(third.json["data"]?["orderId"] == nil)
        #expect(try third.text("clientOid") == "c")
        #expect(try Self.detail(&venue, first).text("state") == "canceled")
        #expect(try Self.detail(&venue, first).text("cancelReason") == "reduce_only_cancel")
        #expect(try Self.detail(&venue, second).text("state") == "live")
        let query = "clientOid=c&productType=USDT-FUTURES&symbol=BTCUSDT"
        #expect(try venue.get("order/detail", query).text("state") == "live")
    }

    @Test("More than the tier allows at the leverage is refused")
    func tier() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setLeverage(#""leverage":"125""#).isSuccess)
        // 3 BTC are worth 180,000: the second tier, 100x at most.
        let answer = try venue.place("buy", "3", mode: "crossed", #""tradeSide":"open""#)
        #expect(answer.code == "40921")
        #expect(answer.message == "The order size cannot exceed the maximum size of the positionLevel")
    }

    @Test(
        "Orders that cannot rest or fill are accepted and then cancelled, with their reason",
        arguments: [
            ("post_only", "60001", "post_only_cancel"), ("ioc", "59000", "force_cancel"),
            ("fok", "59000", "force_cancel"),
        ])
    func endsAtOnce(force: String, price: String, reason: String) throws {
        var venue = try BitgetVenue()
        let placed = try venue.place(
            "buy", "0.01", price: price, mode: "crossed", #""tradeSide":"open","force":"\#(force)""#)
        let detail = try Self.detail(&venue, placed.text("orderId"))
        #expect(try detail.text("state") == "canceled")
        #expect(try detail.text("cancelReason") == reason)
        #expect(try detail.text("force") == force)
    }

    @Test("A batch places each row on its own, and says of each other why not")
    func batch() throws {
        var venue = try BitgetVenue()
        let row = #""side":"buy","tradeSide":"open","orderType":"limit","price":"59000","size":"0.01""#
        let answer = try venue.post(
            "order/batch-place-order",
            #"{\#(BitgetVenue.usdt),"marginMode":"isolated","orderList":["#
                + #"{\#(row),"clientOid":"a"},{\#(row),"clientOid":"a"},{\#(row),"clientOid":{}},{\#(row)}]}"#)
        #expect(try answer.rows("successList").count == 2)
        #expect(try answer.rows("successList")[0].text("clientOid") == "a")
        let failures = try answer.rows("failureList").map(\.strings)
        #expect(
            failures == [
                ["orderId": "", "clientOid": "a", "errorMsg": "clientOid duplicate", "errorCode": "45034"],
                ["orderId": "", "clientOid": "", "errorMsg": "Parameter clientOid error", "errorCode": "40020"],
            ])
        #expect(try venue.singleAccount().text("marginMode") == "isolated")
    }

    @Test(
        "A batch without orders, with too many or of an unknown symbol places none",
        arguments: [
            (BitgetVenue.usdt, "", "40019"), (BitgetVenue.usdt, #","orderList":[]"#, "40019"),
            (BitgetVenue.usdt, #","orderList":[1]"#, "40020"),
            (
                BitgetVenue.usdt, #","orderList":["# + Array(repeating: "{}", count: 51).joined(separator: ",") + "]",
                "40053"
            ),
            (#""symbol":"nope","productType":"USDT-FUTURES","marginCoin":"USDT""#, #","orderList":[{}]"#, "40034"),
        ])
    func illegalBatch(names: String, list: String, code: String) throws {
        var venue = try BitgetVenue()
        let before = venue.digest
        #expect(
            try venue.post("order/batch-place-order", #"{\#(names),"marginMode":"crossed"\#(list)}"#).code == code)
        #expect(venue.digest == before)
    }

    @Test("close-positions closes what is named: one side, one symbol, or all of the product type")
    func closePositions() throws {
        var venue = try BitgetVenue()
        for side in ["buy", "sell"] {
            try #require(try venue.place(side, "0.02", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        }
        let one = try venue.post(
            "order/close-positions", #"{"productType":"USDT-FUTURES","symbol":"btcusdt","holdSide":"short"}"#)
        let closed = try one.rows("successList")
        #expect(closed.count == 1)
        #expect(closed[0].names == ["clientOid", "orderId", "symbol"])
        #expect(try one.rows("failureList").isEmpty)
        #expect(try Self.held(&venue) == ["long 0.02"])
        #expect(try venue.post("order/close-positions", #"{"productType":"USDT-FUTURES"}"#).isSuccess)
        #expect(try Self.held(&venue).isEmpty)
        let none = try venue.post("order/close-positions", #"{"productType":"USDT-FUTURES"}"#)
        #expect(none.code == "22002")
        #expect(none.message == "No position to close")
    }
}
