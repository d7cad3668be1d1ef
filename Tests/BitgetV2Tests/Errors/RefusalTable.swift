import Desks
import MarginEngine
import Testing
import Wire

/// A code of the reference and a request that the venue answers with it.
struct RefusalCase: CustomTestStringConvertible, Sendable {
    let code: String
    let message: String
    let status: Int
    let request: @Sendable (inout BitgetVenue) throws -> Answer

    init(
        _ code: String, _ message: String, status: Int = 400,
        _ request: @escaping @Sendable (inout BitgetVenue) throws -> Answer
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.request = request
    }

    var testDescription: String { "\(code) \(message)" }
}

/// Every code that bitget-v2.md names in sections 1.1, 1.2, 2, 3, 6 and 11, and the calls that produce it.
enum RefusalTable {
    static let all = authentication + parameters + margin + account + orders + plans + routing + copyTrading

    private static let usdt = BitgetVenue.usdt
    private static let symbol = "symbol=BTCUSDT&productType=USDT-FUTURES"
    private static let open = #""tradeSide":"open""#

    // MARK: Section 1.1

    private static let path = "/api/v2/mix/account/accounts"
    private static let query = "productType=USDT-FUTURES"

    private static func signed(
        _ code: String, _ message: String, without: Set<String> = [], replacing: [String: String] = [:],
        standing: AccountStanding = .normal
    ) -> RefusalCase {
        RefusalCase(code, message) { venue in
            venue.setStanding(standing)
            return try venue.send(venue.signed("GET", path, query: query, without: without, replacing: replacing))
        }
    }

    private static let authentication = [
        signed("40001", "ACCESS_KEY cannot be empty", without: ["access-key"]),
        signed("40002", "ACCESS_SIGN cannot be empty", without: ["access-sign"]),
        signed("40003", "Signature cannot be empty", replacing: ["access-sign": ""]),
        signed("40005", "Invalid ACCESS_TIMESTAMP", replacing: ["access-timestamp": "now"]),
        signed("40011", "ACCESS_PASSPHRASE cannot be empty", without: ["access-passphrase"]),
        signed("40006", "Invalid ACCESS_KEY", replacing: ["access-key": "no key!"]),
        signed("40037", "Apikey does not exist", replacing: ["access-key": "bg_invented"]),
        signed("40008", "Request timestamp expired", replacing: ["access-timestamp": "1600000000000"]),
        signed("40012", "apikey/password is incorrect", replacing: ["access-passphrase": "wrong"]),
        signed("40009", "sign signature error", replacing: ["access-sign": "wrong"]),
        RefusalCase("40018", "Invalid IP, Current request IP 192.0.2.1") { venue in
            venue.restrictKey(addresses: ["198.51.100.7"])
            return try venue.get("account/accounts", query)
        },
        RefusalCase("40014", "Incorrect permissions, need contract order write permissions") { venue in
            venue.restrictKey(isReadOnly: true)
            return try venue.setMode("isolated")
        },
        signed("40013", "User status is abnormal", standing: .abnormal),
        signed("40024", "Account has been frozen", standing: .frozen),
        signed("40026", "User is disabled", standing: .disabled),
        signed(
            "40085", "You are in Unified Account mode, and the Classic Account API is not supported at this time",
            standing: .unified),
        RefusalCase("40007", "Invalid Content_Type") { venue in
            try venue.send(
                venue.signed(
                    "POST", "/api/v2/mix/account/set-margin-mode", body: "{}",
                    replacing: ["content-type": "text/plain"]))
        },
    ]

    private static let routing = [
        RefusalCase(
            "40084", "You are in Classic Account mode, and the Unified Account API is not supported at this time"
        ) { venue in try venue.send(venue.signed("GET", "/api/v3/account/settings")) },
        RefusalCase("40404", "Request URL NOT FOUND") { try $0.open("/api/v2/mix/nope") },
        RefusalCase("40404", "Request URL NOT FOUND", status: 404) { try $0.open("/api/v3/market/nope") },
        RefusalCase("429", "Too Many Requests", status: 429) { venue in
            venue.limits = RateLimits()
            for _ in 0..<5 { _ = try venue.setMode("isolated") }
            return try venue.setMode("isolated")
        },
        RefusalCase("22005", "This symbol does not support cross mode") { venue in
            for command in BitgetVenue.listing(of: "ALONEUSDT", offersCross: false) { _ = venue.desk.apply(command) }
            return try venue.setMode("crossed", "ALONEUSDT")
        },
    ]

    /// https://github.com/freqtrade/freqtrade/issues/13576
    private static let copyTrading = [
        RefusalCase("40731", "This product does not support copy trading") { venue in
            let owner = venue.desk.engine[venue.desk.engine.owner(of: venue.account)]
            _ = venue.desk.apply(.setAccountKind(uid: owner.uid, .copyTrader))
            return try venue.setPositionMode("one_way_mode")
        }
    ]

    // MARK: Section 1.2

    private static let parameters = [
        RefusalCase("40019", "Parameter marginMode cannot be empty") { venue in
            try venue.post("account/set-margin-mode", "{\(usdt)}")
        },
        RefusalCase("40019", "Parameter NOPE-FUTURES cannot be empty") { venue in
            try venue.get("account/accounts", "productType=nope-futures")
        },
        RefusalCase("40034", "Parameter NOPEUSDT does not exist") { venue in
            try venue.open("/api/v2/mix/market/ticker", "productType=USDT-FUTURES&symbol=nopeusdt")
        },
        RefusalCase("400172", "Parameter verification failed") { venue in
            try venue.open("/api/v2/mix/market/ticker", "symbol=BTCUSDT")
        },
        RefusalCase("400172", "Parameter verification failed") { try $0.setMode("fixed") },
        RefusalCase("400172", "planType Illegal type") { venue in
            try venue.get("order/orders-plan-pending", "productType=USDT-FUTURES&planType=nope")
        },
        RefusalCase("400172", "The order type is illegal") { venue in
            try venue.post(
                "order/place-order",
                #"{\#(usdt),"marginMode":"crossed","size":"1","side":"buy","tradeSide":"open","orderType":"stop"}"#)
        },
        RefusalCase("400172", "The order validity period is invalid") { venue in
            try venue.place("buy", "1", price: "59000", mode: "crossed", #"\#(open),"force":"day""#)
        },
        RefusalCase("400172", "Leverage ratio exceeded the set limit") { try $0.setLeverage(#""leverage":"126""#) },
        RefusalCase("40020", "Parameter amount error") { try $0.setMargin("ten") },
        RefusalCase("40017", "Parameter verification failed amount") { try $0.setMargin("0") },
        RefusalCase("40053", "Value range verification failed: limit should be between 1 and 100") { venue in
            try venue.get("order/fills", "productType=USDT-FUTURES&limit=101")
        },
        RefusalCase("40808", "Parameter verification exception margin mode == FIXED") { try $0.setMargin("10") },
        RefusalCase("40808", "Parameter verification exception double fixed, hold side is null") { venue in
            _ = try venue.setMode("isolated")
            return try venue.setLeverage(#""leverage":"10""#)
        },
        RefusalCase(
            "40808", "Parameter verification exception size checkBDScale error value=2293.5775 checkScale=3"
        ) { venue in try venue.place("buy", "2293.5775", mode: "crossed", open) },
        RefusalCase("41103", "param price scale error error") { venue in
            try venue.place("buy", "1", price: "59000.05", mode: "crossed", open)
        },
        RefusalCase("43011", "The parameter does not meet the specification holdSide") { venue in
            try venue.openIsolatedLong()
            return try venue.stop("pos_profit", "70000", #""holdSide":"long""#)
        },
        RefusalCase("00001", "startTime and endTime interval cannot be greater than 30 days") { venue in
            try venue.get("account/bill", "productType=USDT-FUTURES&startTime=0&endTime=2592000001")
        },
    ]

    // MARK: Sections 2 and 3

    private static let margin = [
        RefusalCase("45117", "Currently holding positions or orders, the margin mode cannot be adjusted") { venue in
            _ = try venue.place("buy", "0.01", mode: "crossed", open)
            return try venue.setMode("isolated")
        },
        RefusalCase("45117", "Currently holding positions or orders, the margin mode cannot be adjusted") { venue in
            _ = try venue.place("buy", "0.01", mode: "crossed", open)
            return try venue.place("buy", "0.01", mode: "isolated", open)
        },
        RefusalCase("40778", "Coin pair BTCUSDT does not support USDC currency as margin") { venue in
            try venue.get("account/account", "\(symbol)&marginCoin=usdc")
        },
        RefusalCase("40802", "Position is zero and direct margin call is not allowed") { venue in
            _ = try venue.setMode("isolated")
            return try venue.setMargin("10")
        },
        RefusalCase("40800", "Insufficient amount of margin") { venue in
            try venue.openIsolatedLong()
            return try venue.setMargin("100000")
        },
        RefusalCase("40801", "Cannot exceed the maximum transferable deposit amount") { venue in
            try venue.openIsolatedLong()
            return try venue.setMargin("-1")
        },
    ]

    // MARK: Section 11, account

    private static let account = [
        RefusalCase("22011", "It is not allowed to set auto add margin in cross mode") { try autoMargin(&$0) },
        RefusalCase("40838", "There is no position in this position, and automatic margin call cannot be set") {
            _ = try $0.setMode("isolated")
            return try autoMargin(&$0)
        },
        RefusalCase("40893", "Unable to update the leverage factor of this position, there is not enough margin!") {
            try $0.openIsolatedLong()
            _ = try $0.place("buy", "3.9")
            return try $0.setLeverage(#""leverage":"1""#)
        },
        RefusalCase("45097", "There is currently an order or a limit order, and the leverage cannot be adjusted") {
            _ = try $0.place("buy", "0.01", price: "59000", mode: "crossed", open)
            return try $0.setLeverage(#""leverage":"10""#)
        },
        RefusalCase("40920", "Position or order exists, the position mode cannot be switched") { venue in
            _ = try venue.place("buy", "0.01", mode: "crossed", open)
            return try venue.setPositionMode("one_way_mode")
        },
        RefusalCase("40919", "This function is not open yet") { venue in
            try venue.get("account/interest-history", "")
        },
        RefusalCase("45099", "When there are different coins, it cannot be adjusted to Isolated Margin mode") { venue in
            _ = try venue.setAssetMode("union")
            return try venue.setMode("isolated")
        },
    ]

    private static func autoMargin(_ venue: inout BitgetVenue) throws -> Answer {
        try venue.post(
            "account/set-auto-margin", #"{"symbol":"BTCUSDT","marginCoin":"USDT","holdSide":"long","autoMargin":"on"}"#)
    }

    // MARK: Sections 6 and 11, orders

    private static let usdc = #""symbol":"BTCPERP","productType":"USDC-FUTURES","marginCoin":"USDC""#

    private static func perpetual(_ venue: inout BitgetVenue, _ more: String) throws -> Answer {
        try venue.post(
            "order/place-order", #"{\#(usdc),"marginMode":"crossed","side":"buy","tradeSide":"open",\#(more)}"#)
    }

    private static let orders = [
        RefusalCase("22001", "No order to cancel") { try $0.post("order/cancel-plan-order", "{\(usdt)}") },
        RefusalCase("22002", "No position to close") { venue in
            _ = try venue.place("buy", "0.01", mode: "crossed", open)
            return try venue.place("sell", "0.01", mode: "crossed", #""tradeSide":"close""#)
        },
        RefusalCase("40109", "The data of the order cannot be found, please confirm the order number") { venue in
            try venue.get("order/detail", "\(symbol)&orderId=1000000000000000099")
        },
        RefusalCase("43001", "The order does not exist") { venue in
            try venue.post("order/modify-order", #"{\#(usdt),"clientOid":"no","newClientOid":"n","newSize":"1"}"#)
        },
        RefusalCase("40768", "Order does not exist") { venue in
            try venue.post("order/cancel-order", #"{\#(usdt),"orderId":"1000000000000000099"}"#)
        },
        RefusalCase("40924", "orderId and clientOid must have one") { venue in
            try venue.post("order/cancel-order", "{\(usdt)}")
        },
        RefusalCase("40754", "balance not enough") { venue in
            _ = try venue.place("buy", "3", mode: "crossed", open)
            try venue.setMark("BTCUSDT", "28000")
            return try venue.post("order/click-backhand", #"{\#(usdt),"side":"buy","tradeSide":"open"}"#)
        },
        RefusalCase("43012", "Insufficient balance") { venue in
            _ = try venue.place("buy", "0.01", price: "59000", mode: "crossed", #"\#(open),"clientOid":"a""#)
            return try venue.post(
                "order/modify-order",
                #"{\#(usdt),"clientOid":"a","newClientOid":"b","newSize":"400","newPrice":"59000"}"#)
        },
        RefusalCase("40762", "The order amount exceeds the balance") { venue in
            try venue.place("buy", "400", price: "59000", mode: "crossed", open)
        },
        RefusalCase("40774", "The order type for unilateral position must also be the unilateral position type.") {
            try $0.place("buy", "0.01", mode: "crossed")
        },
        RefusalCase("40815", "The order price is higher than the highest bid price") { venue in
            try venue.place("buy", "0.01", price: "63000.1", mode: "crossed", open)
        },
        RefusalCase("40816", "The order price is lower than the lowest selling price") { venue in
            try venue.place("sell", "0.01", price: "56999.9", mode: "crossed", open)
        },
        RefusalCase("40921", "The order size cannot exceed the maximum size of the positionLevel") { venue in
            _ = try venue.setLeverage(#""leverage":"125""#)
            return try venue.place("buy", "3", mode: "crossed", open)
        },
        RefusalCase("40304", "clientOid or clientOrderId length cannot greater than 50") { venue in
            try venue.place("buy", "1", mode: "crossed", #"\#(open),"clientOid":"\#(text(51))""#)
        },
        RefusalCase(
            "40305", "clientOid or clientOrderId length cannot greater than 64, and cannot be Martian characters"
        ) {
            try $0.place("buy", "1", mode: "crossed", #"\#(open),"clientOid":"\#(text(65))""#)
        },
        RefusalCase("45034", "clientOid duplicate") { venue in
            let more = #"\#(open),"clientOid":"a""#
            _ = try venue.place("buy", "0.01", price: "59000", mode: "crossed", more)
            return try venue.place("buy", "0.01", price: "59000", mode: "crossed", more)
        },
        RefusalCase("45110", "less than the minimum amount 200 USDC") { venue in
            try perpetual(&venue, #""orderType":"market","size":"0.003""#)
        },
        RefusalCase("45111", "less than the minimum order quantity") { venue in
            try perpetual(&venue, #""orderType":"market","size":"0.001""#)
        },
        RefusalCase("45112", "more than the maximum order quantity") { venue in
            try venue.place("buy", "501", mode: "crossed", open)
        },
        RefusalCase("45115", "The price you enter should be a multiple of 0.5") { venue in
            try perpetual(&venue, #""orderType":"limit","price":"59000.3","size":"1""#)
        },
        RefusalCase(
            "45118",
            "Reached the upper limit of the order of transactions (the current number of order + the current number of"
                + " orders) 500"
        ) { venue in
            try venue.fillUpOrders()
            return try venue.place("buy", "0.001", price: "59000", mode: "crossed", open)
        },
        RefusalCase("45116", "The count of positions hold by the account exceeds the maximum count 150") { venue in
            try venue.fillUpPositions()
            return try venue.place("buy", "0.001", price: "59000", mode: "crossed", open)
        },
        RefusalCase("40078", "Timestamp for this request is outside of the ME receiveWindow.") { venue in
            try venue.post(
                "order/cancel-all-orders",
                #"{"productType":"USDT-FUTURES","requestTime":"1699999990000","receiveWindow":"5000"}"#)
        },
        RefusalCase("40079", "receiveWindow timestamp must be less than 60s") { venue in
            try venue.post(
                "order/cancel-all-orders",
                #"{"productType":"USDT-FUTURES","requestTime":"1700000000000","receiveWindow":"60000"}"#)
        },
    ]

    private static let plans = [
        RefusalCase("40757", "Not enough position is available.") { venue in
            try venue.openIsolatedLong()
            return try venue.stop("loss_plan", "50000", #""holdSide":"buy","size":"0.2""#)
        },
        RefusalCase("40913", "stopSurplusTriggerPrice, stopLossTriggerPrice must be passed one") { venue in
            try venue.post("order/place-pos-tpsl", #"{\#(usdt),"holdSide":"long"}"#)
        },
    ]

    private static func text(_ length: Int) -> String { String(repeating: "a", count: length) }

    // MARK: What no request produces

    static let unreachable: [String: String] = [
        "40099": "demo and live keys are one here, and the header that tells them apart is ignored: section 1",
        "40038": "another text of 40018",
        "40036": "listed beside 40012 and never seen",
        "40072": "listed; market calls answer 40034",
        "40102": "listed; market calls answer 40034",
        "40309": "listed; market calls answer 40034",
        "40716": "an alternative of 22005",
        "43049": "an alternative of 40778",
        "45025": "an alternative of 40778",
        "45100": "listed; one-way mode does not forbid isolated",
        "45101": "listed; one-way mode does not forbid isolated",
        "40872": "listed; 45117 is what is seen",
        "45098": "copy trading is out of scope",
        "40879": "only by an injected fault: a liquidation ends within the command that triggers it",
        "40880": "only by an injected fault",
        "40798": "an alternative of 40800",
        "40875": "listed; 40808 is what is seen",
        "40786": "in clients' tables; today's list has 45034",
        "45045": "listed; 400172 is what is seen",
        "43050": "listed; 400172 is what is seen",
        "45113": "no contract has a greatest order value",
        "45114": "45110 and 45111 say which minimum is meant",
        "45001": "only by an injected fault",
        "40200": "only by an injected fault",
        // No request of a client's making: TransportTests has both.
        "40725": "the answer when a change could not be made durable",
        "40015": "the answer of a venue that stands still",
    ]

    /// The codes of the sections, as the reference has them.
    static let reference = [
        "1.1": "40001 40002 40003 40005 40011 40006 40037 40099 40008 40012 40036 40009 40018 40038 40014 40013 40024"
            + " 40026 40007 40085 40084 40404 40078 40079",
        "1.2": "40019 40034 400172 40020 40017 40053 40808 41103 43011 40072 40102 40309",
        "2": "45117 40872 40019 400172 40034 40778 43049 45025 45099 22005 40716 45100 45101 40879 40085 45098",
        "3": "40808 40802 40800 40798 40754 40801 40019 40020 40017 40879",
        "6": "22002 40774 45117 40304 40305 40786 45034 40762 43012 45110 45111 45115 41103 40808 40815 40816 40768"
            + " 40109 22001 40757 40921 45118",
        "11":
            "429 40099 40084 40085 40404 40017 40019 40020 40034 40053 400172 40808 41103 00001 22001 22002 22005 22011"
            + " 40109 40768 40754 43012 40757 40762 40774 40778 40798 40800 40801 40802 40815 40816 40838 40875 40879"
            + " 40880 40893 40913 40924 40920 40921 45034 45045 43050 45097 45099 45110 45111 45112 45113 45114 45115"
            + " 45116 45118 45117 45001 40725 40015 40200",
    ]
}

extension BitgetVenue {
    /// Opens the 150 positions that an account may have.
    fileprivate mutating func fillUpPositions() throws {
        for number in 0..<75 {
            let symbol = "COIN\(number)USDT"
            for command in Self.listing(of: symbol) { _ = desk.apply(command) }
            let instrument = try instrument(symbol)
            for (side, target) in [(Side.buy, PositionTarget.long), (.sell, .short)] {
                let order = NewOrder(
                    marginAccount: account, instrument: instrument, side: side, target: target, kind: .market,
                    timeInForce: .immediateOrCancel, quantity: Quantity(units: 100_000))
                _ = desk.apply(.placeOrder(order))
            }
        }
    }

    /// Rests the 500 orders that an account may have.
    fileprivate mutating func fillUpOrders() throws {
        let order = NewOrder(
            marginAccount: account, instrument: try instrument("BTCUSDT"), side: .buy, target: .long, kind: .limit,
            timeInForce: .goodTillCancelled, quantity: Quantity(units: 100_000), price: Price(units: 5_900_000_000_000))
        for _ in 0..<500 { _ = desk.apply(.placeOrder(order)) }
    }
}
