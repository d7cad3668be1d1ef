import Testing
import Wire

@Suite("Cancelling and listing orders and fills")
struct OrderListTests {
    private static let names = #""symbol":"btcusdt","productType":"usdt-futures""#

    /// Rests a buy of 0.01 at 59000 and returns its id.
    private static func rest(
        _ venue: inout BitgetVenue, clientOid: String? = nil, symbol: String = "BTCUSDT", price: String = "59000"
    ) throws -> String {
        venue.nowMs += 1
        let own = clientOid.map { #","clientOid":"\#($0)""# } ?? ""
        return try venue.post(
            "order/place-order",
            #"{"symbol":"\#(symbol)","productType":"USDT-FUTURES","marginCoin":"USDT","marginMode":"crossed","#
                + #""side":"buy","tradeSide":"open","orderType":"limit","price":"\#(price)","size":"0.01"\#(own)}"#
        ).text("orderId")
    }

    private static func pending(_ venue: inout BitgetVenue, _ more: String = "") throws -> Answer {
        try venue.get("order/orders-pending", "productType=USDT-FUTURES\(more)")
    }

    // MARK: Cancelling

    @Test("An order is cancelled by its id or its client's; the answer holds both", arguments: [true, false])
    func cancel(byClientID: Bool) throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue, clientOid: "mine")
        let name = byClientID ? #""clientOid":"mine""# : #""orderId":"\#(id)""#
        let answer = try venue.post("order/cancel-order", "{\(Self.names),\(name)}")
        #expect(try answer.data.names == ["clientOid", "orderId"])
        #expect(try answer.text("orderId") == id)
        #expect(try answer.text("clientOid") == "mine")
        let detail = try venue.get("order/detail", "productType=USDT-FUTURES&symbol=BTCUSDT&orderId=\(id)")
        #expect(try detail.text("state") == "canceled")
        #expect(try detail.text("cancelReason") == "normal_cancel")
    }

    @Test("An order without a client's id answers to its own in that place")
    func cancelByGivenClientID() throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue)
        #expect(try venue.post("order/cancel-order", #"{\#(Self.names),"clientOid":"\#(id)"}"#).isSuccess)
    }

    @Test(
        "What cannot be cancelled is refused and changes nothing",
        arguments: [
            ErrorCase(names, "40924", "orderId and clientOid must have one"),
            ErrorCase(#"\#(names),"orderId":"1000000000000000099""#, "40768", "Order does not exist"),
            ErrorCase(#"\#(names),"orderId":"12""#, "40768", "Order does not exist"),
            ErrorCase(#"\#(names),"orderId":"99999999999999999999""#, "40768", "Order does not exist"),
            ErrorCase(#"\#(names),"orderId":"x""#, "40768", "Order does not exist"),
            ErrorCase(#"\#(names),"clientOid":"unknown""#, "40768", "Order does not exist"),
            ErrorCase(
                #"\#(names),"clientOid":"\#(String(repeating: "a", count: 100))""#, "40768", "Order does not exist"),
            ErrorCase(
                #""symbol":"ethusdt","productType":"usdt-futures","clientOid":"mine""#, "40768",
                "Order does not exist"),
            ErrorCase(#""symbol":"nope","productType":"usdt-futures""#, "40034", "Parameter NOPE does not exist"),
        ])
    func cancelRefused(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue, clientOid: "mine")
        let before = venue.digest
        let answer = try venue.post("order/cancel-order", "{\(error.body)}")
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
        #expect(venue.digest == before)
    }

    @Test("An order is cancelled once, and only by its own account")
    func cancelOnce() throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue)
        let body = #"{\#(Self.names),"orderId":"\#(id)"}"#
        #expect(try venue.post("order/cancel-order", body).isSuccess)
        #expect(try venue.post("order/cancel-order", body).code == "40768")
        let other = try Self.rest(&venue)
        try venue.logInAsAnother()
        #expect(try venue.post("order/cancel-order", #"{\#(Self.names),"orderId":"\#(other)"}"#).code == "40768")
        #expect(try Self.pending(&venue).rows("entrustedList").isEmpty)
    }

    @Test("Without a list the batch call cancels all of the symbol, or all of the product type")
    func batchWithoutList() throws {
        var venue = try BitgetVenue()
        let ids = [try Self.rest(&venue), try Self.rest(&venue)]
        let other = try Self.rest(&venue, symbol: "ETHUSDT", price: "2950")
        let answer = try venue.post("order/batch-cancel-orders", "{\(Self.names)}")
        #expect(try answer.data.names == ["failureList", "successList"])
        #expect(try answer.rows("successList").map { try $0.text("orderId") } == ids)
        #expect(try answer.rows("failureList").isEmpty)
        let rest = try venue.post("order/batch-cancel-orders", #"{"productType":"USDT-FUTURES"}"#)
        #expect(try rest.rows("successList").map { try $0.text("orderId") } == [other])
    }

    @Test("With a list it cancels those, and says of each other why not")
    func batchWithList() throws {
        var venue = try BitgetVenue()
        let first = try Self.rest(&venue)
        _ = try Self.rest(&venue, clientOid: "second")
        let third = try Self.rest(&venue)
        let answer = try venue.post(
            "order/batch-cancel-orders",
            #"{\#(Self.names),"orderIdList":[{"orderId":"\#(first)"},{"clientOid":"second"},{"orderId":"5"}]}"#)
        #expect(try answer.rows("successList").count == 2)
        let failure = try #require(try answer.rows("failureList").first)
        #expect(failure.names == ["clientOid", "errorCode", "errorMsg", "orderId"])
        #expect(try failure.text("orderId") == "5")
        #expect(try failure.text("errorCode") == "40768")
        #expect(try failure.text("errorMsg") == "Order does not exist")
        #expect(try Self.pending(&venue).rows("entrustedList").map { try $0.text("orderId") } == [third])
    }

    @Test(
        "A list that is none, or too long, or has a nameless row cancels nothing",
        arguments: [
            (#""all""#, "40020"), ("[1]", "40020"), ("[{}]", "40924"),
            ("[" + Array(repeating: #"{"orderId":"1"}"#, count: 51).joined(separator: ",") + "]", "40053"),
        ])
    func illegalList(list: String, code: String) throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue)
        let before = venue.digest
        #expect(
            try venue.post("order/batch-cancel-orders", #"{\#(Self.names),"orderIdList":\#(list)}"#).code == code)
        #expect(venue.digest == before)
    }

    @Test(
        "BITGET-CALL-4: a list wants its symbol, and a margin coin is the contract's or none",
        arguments: ["batch-cancel-orders", "cancel-plan-order"])
    func company(path: String) throws {
        var venue = try BitgetVenue.after(.busy)
        let before = venue.digest
        let type = #""productType":"USDT-FUTURES""#
        let listed = try venue.post("order/\(path)", #"{\#(type),"orderIdList":[{"orderId":"1"}]}"#)
        #expect(listed.code == "40019")
        #expect(listed.message == "Parameter symbol cannot be empty")
        let other = #"{\#(type),"symbol":"BTCUSDT","marginCoin":"USDC"}"#
        #expect(try venue.post("order/\(path)", other).code == "40778")
        #expect(venue.digest == before)
    }

    @Test("BITGET-CALL-4: so it is where one order is cancelled")
    func companyOfOne() throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue)
        let one = #"{"symbol":"BTCUSDT","productType":"USDT-FUTURES","marginCoin":"USDC","orderId":"\#(id)"}"#
        #expect(try venue.post("order/cancel-order", one).code == "40778")
        #expect(try Self.pending(&venue).rows("entrustedList").count == 1)
    }

    @Test("Nothing to cancel is no error", arguments: ["order/batch-cancel-orders", "order/cancel-all-orders"])
    func nothingToCancel(path: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.post(path, "{\(Self.names)}")
        #expect(try answer.rows("successList").isEmpty)
        #expect(try answer.rows("failureList").isEmpty)
    }

    @Test("cancel-all-orders goes by product type and margin coin")
    func cancelAll() throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue)
        _ = try Self.rest(&venue, symbol: "ETHUSDT", price: "2950")
        let path = "order/cancel-all-orders"
        let usdc = try venue.post(path, #"{"productType":"USDC-FUTURES"}"#)
        #expect(try usdc.rows("successList").isEmpty)
        let coin = try venue.post(path, #"{"productType":"USDT-FUTURES","marginCoin":"usdc"}"#)
        #expect(try coin.rows("successList").isEmpty)
        let all = try venue.post(path, #"{"productType":"USDT-FUTURES","marginCoin":"usdt"}"#)
        #expect(try all.rows("successList").count == 2)
    }

    @Test(
        "cancel-all-orders holds within its window, of less than a minute",
        arguments: [
            (#""requestTime":"1700000000000","receiveWindow":"5000""#, 5_000, nil),
            (#""requestTime":"1700000000000","receiveWindow":"5000""#, 5_001, "40078"),
            (#""requestTime":"1700000005001","receiveWindow":"5000""#, 0, "40078"),
            (#""requestTime":"1700000000000","receiveWindow":"59999""#, 0, nil),
            (#""requestTime":"1700000000000","receiveWindow":"60000""#, 0, "40079"),
            (#""requestTime":"1","receiveWindow":"60000""#, 0, "40079"),
            (#""requestTime":"1""#, 0, nil), (#""receiveWindow":"5000""#, 0, "40019"),
            (#""requestTime":"now","receiveWindow":"5000""#, 0, "40020"),
        ] as [(String, Int64, String?)])
    func cancelAllWindow(parameters: String, lateMs: Int64, code: String?) throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue)
        venue.nowMs = BitgetVenue.startMs + lateMs
        let answer = try venue.post("order/cancel-all-orders", #"{"productType":"USDT-FUTURES",\#(parameters)}"#)
        #expect(answer.code == code ?? "00000")
        if code == "40078" {
            #expect(answer.message == "Timestamp for this request is outside of the ME receiveWindow.")
        }
        if code == "40079" { #expect(answer.message == "receiveWindow timestamp must be less than 60s") }
        #expect(try Self.pending(&venue).rows("entrustedList").isEmpty == (code == nil))
    }

    // MARK: Listing

    @Test("Empty lists inside pages are null, and so is their end")
    func emptyPages() throws {
        var venue = try BitgetVenue()
        for (path, name) in [
            ("orders-pending", "entrustedList"), ("orders-history", "entrustedList"), ("fills", "fillList"),
            ("fill-history", "fillList"), ("orders-plan-pending", "entrustedList"),
            ("orders-plan-history", "entrustedList"),
        ] {
            let data = try venue.get("order/\(path)", "productType=USDT-FUTURES&planType=profit_loss").data
            #expect(data.names == [name, "endId"].sorted())
            #expect(data[name]?.isNull == true)
            #expect(data["endId"]?.isNull == true)
        }
    }

    @Test("Pending orders are listed newest first, page by page")
    func pages() throws {
        var venue = try BitgetVenue()
        let ids = try (0..<3).map { _ in try Self.rest(&venue) }
        let first = try Self.pending(&venue, "&limit=2")
        #expect(try first.rows("entrustedList").map { try $0.text("orderId") } == [ids[2], ids[1]])
        #expect(try first.text("endId") == ids[1])
        let second = try Self.pending(&venue, "&limit=2&idLessThan=\(ids[1])")
        #expect(try second.rows("entrustedList").map { try $0.text("orderId") } == [ids[0]])
    }

    @Test(
        "Pending orders are filtered by each parameter",
        arguments: [
            ("&symbol=btcusdt", 1), ("&symbol=ethusdt", 1), ("&clientOid=mine", 1), ("&orderId=1", 0),
            ("&status=live", 2), ("&status=partially_filled", 0), ("&startTime=1700000000002", 1),
            ("&endTime=1700000000001", 1), ("&orderId=1&clientOid=mine", 0), ("", 2),
        ])
    func filters(query: String, count: Int) throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue, clientOid: "mine")
        _ = try Self.rest(&venue, symbol: "ETHUSDT", price: "2950")
        #expect(try Self.pending(&venue, query).rows("entrustedList").count == count)
    }

    @Test(
        "Illegal page parameters are refused",
        arguments: [
            ErrorCase("&limit=0", "40053", "Value range verification failed: limit should be between 1 and 100"),
            ErrorCase("&limit=101", "40053", "Value range verification failed: limit should be between 1 and 100"),
            ErrorCase("&limit=ten", "40020", "Parameter limit error"),
            ErrorCase("&idLessThan=7", "40020", "Parameter idLessThan error"),
            ErrorCase("&startTime=-1", "40020", "Parameter startTime error"),
            ErrorCase("&endTime=now", "40020", "Parameter endTime error"),
            ErrorCase(
                "&startTime=0&endTime=7776000001", "00001",
                "startTime and endTime interval cannot be greater than 90 days"),
            ErrorCase("&status=filled", "400172", "Parameter verification failed"),
            ErrorCase("&symbol=nope", "40034", "Parameter NOPE does not exist"),
        ])
    func illegalPages(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        let answer = try Self.pending(&venue, error.body)
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
    }

    @Test("A pending row says status, a history row status and posAvg, the detail state")
    func statusNames() throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue)
        let pending = try #require(try Self.pending(&venue).rows("entrustedList").first)
        #expect(try pending.text("status") == "live")
        try #require(try venue.post("order/cancel-order", #"{\#(Self.names),"orderId":"\#(id)"}"#).isSuccess)
        let history = try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList")
        let ended = try #require(history.first)
        #expect(ended.names == (pending.names + ["liqPrice", "posAvg"]).sorted())
        #expect(try ended.text("orderId") == id)
        #expect(try ended.text("status") == "canceled")
        let detail = try venue.get("order/detail", "productType=USDT-FUTURES&symbol=BTCUSDT&orderId=\(id)").data
        #expect(detail["status"] == nil)
        #expect(try detail.text("state") == "canceled")
    }

    @Test(
        "History is filtered by what orders came from",
        arguments: [("normal", 1), ("MARKET", 2), ("plan_market", 0), ("", 3)])
    func orderSource(source: String, count: Int) throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue)
        try #require(try venue.post("order/cancel-order", #"{\#(Self.names),"orderId":"\#(id)"}"#).isSuccess)
        for trade in ["open", "close"] {
            try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
        }
        let history = try venue.get("order/orders-history", "productType=USDT-FUTURES&orderSource=\(source)")
        #expect(try history.rows("entrustedList").count == count)
    }

    @Test("What is past is told for 90 days; what is open, for ever")
    func horizon() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"close""#).isSuccess)
        _ = try Self.rest(&venue)
        let past = [
            ("order/orders-history", "entrustedList"), ("order/fills", "fillList"),
            ("order/fill-history", "fillList"), ("position/history-position", "list"), ("account/bill", "bills"),
        ]
        for (days, isTold) in [(Int64(90), true), (91, false)] {
            venue.passTime(toMs: BitgetVenue.startMs + days * 86_400_000)
            for (path, list) in past {
                let rows = try venue.get(path, "productType=USDT-FUTURES").rows(list)
                #expect(rows.isEmpty != isTold, "\(path) \(days)")
            }
            #expect(try Self.pending(&venue).rows("entrustedList").count == 1)
        }
    }

    @Test("posAvg is the entry price of what an order closed")
    func closedEntryPrice() throws {
        var venue = try BitgetVenue()
        for trade in ["open", "close"] {
            try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
        }
        let history = try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList")
        #expect(try history.map { try $0.text("posAvg") } == ["60000.1", ""])
        #expect(try history.map { try $0.text("priceAvg") } == ["59999.9", "60000.1"])
    }

    @Test(
        "The detail of an unknown order, or of another symbol's, is refused",
        arguments: [
            ("orderId=1000000000000000099&symbol=BTCUSDT", "40109"), ("clientOid=mine&symbol=ETHUSDT", "40109"),
            ("symbol=BTCUSDT", "40924"),
        ])
    func unknownDetail(query: String, code: String) throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue, clientOid: "mine")
        let answer = try venue.get("order/detail", "productType=USDT-FUTURES&\(query)")
        #expect(answer.code == code)
        if code == "40109" {
            #expect(
                answer.message == "The data of the order cannot be found, please confirm the order number")
        }
    }

    @Test("A fill has its members, and its fee is negative because it was paid", arguments: ["fills", "fill-history"])
    func fill(path: String) throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let answer = try venue.get("order/\(path)", "productType=USDT-FUTURES&symbol=BTCUSDT&startTime=0")
        let row = try #require(try answer.rows("fillList").first)
        #expect(
            row.names == [
                "baseVolume", "cTime", "enterPointSource", "feeDetail", "marginCoin", "orderId", "posMode", "price",
                "profit", "quoteVolume", "side", "symbol", "tradeId", "tradeScope", "tradeSide",
            ])
        let expected = [
            "price": "60000.1", "baseVolume": "0.1", "quoteVolume": "6000.01", "side": "buy",
            "tradeSide": "buy_single", "posMode": "one_way_mode", "tradeScope": "taker", "profit": "0",
            "marginCoin": "USDT", "cTime": "1700000000000",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
        let fee = try #require(row["feeDetail"]?.elements?.first)
        #expect(fee.names == ["deduction", "feeCoin", "totalDeductionFee", "totalFee"])
        #expect(try fee.text("deduction") == "no")
        #expect(try fee.text("feeCoin") == "USDT")
        #expect(fee["totalDeductionFee"]?.isNull == true)
        #expect(try fee.text("totalFee") == "-3.600006")
        #expect(try answer.text("endId") == row.text("tradeId"))
    }
}
