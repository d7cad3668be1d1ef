import MarginEngine
import Testing
import Wire

/// `market/price-limit`, topic `priceLimit`, `account/set-limit-px-action`.
@Suite struct PriceLimitTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    init() {
        owner = venue.open(.uta2, usdt: "1000000", btc: "1")
        venue.setMark("BTCUSDT", "60000.1")
    }

    private func limits(_ query: String = "symbol=BTCUSDT") -> [String?] {
        let result = venue.get("/v5/market/price-limit", query).result
        return ["symbol", "buyLmt", "sellLmt", "ts"].map { result?.text($0) }
    }

    private func order(_ side: String, _ price: String) -> Int? {
        venue.create(owner, ["side": "\"\(side)\"", "price": "\"\(price)\"", "qty": #""0.001""#]).code
    }

    private func setMoving(_ isOn: Bool, _ category: String = "linear") {
        let body = #"{"category":"\#(category)","modifyEnable":\#(isOn)}"#
        #expect(venue.post("/v5/account/set-limit-px-action", body, as: owner).message == "success")
    }

    private var prices: [String?] {
        venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).list.map { $0.text("price") }
    }

    /// Half of 60,000.1 above and below it: 90,000.15 and 30,000.05.
    @Test("ORDER-14: it is what orders are held against, to the tick")
    func held() {
        #expect(limits() == ["BTCUSDT", "90000.10", "30000.10", "\(venue.wallMs)"])
        #expect(order("Buy", "90000.2") == 110003)
        #expect(order("Sell", "30000") == 110003)
        #expect(order("Buy", "90000.1") == 0)
        #expect(order("Sell", "30000.1") == 0)
        #expect(limits("category=inverse&symbol=BTCUSD").first == "BTCUSD")
        #expect(limits("category=spot&symbol=BTCUSDT") == [nil, nil, nil, nil])
    }

    @Test("The topic tells it at once and whenever it changes")
    func topic() throws {
        let client = try #require(StreamClient(venue, "/v5/public/linear"))
        let opening = client.send(#"{"op":"subscribe","args":["priceLimit.BTCUSDT"]}"#).last
        #expect(opening?.names == ["topic", "data", "ts"])
        #expect(opening?["data"]?.text("buyLmt") == "90000.10")
        venue.trade(owner, "BTCUSDT", .buy, "0.001", at: "60000")
        #expect(client.news().isEmpty)
        venue.setMark("BTCUSDT", "50000")
        let news = client.news("priceLimit.BTCUSDT")
        #expect(news.map { $0["data"]?.text("buyLmt") } == ["75000.00"])
        #expect(news.map { $0["data"]?.text("sellLmt") } == ["25000.00"])
    }

    @Test("ORDER-34: who has it so has the price moved to the limit, of new orders and of amended ones")
    func moved() {
        setMoving(true)
        #expect(order("Buy", "95000") == 0)
        #expect(venue.get("/v5/order/history", "category=linear", as: owner).list.isEmpty)
        #expect(prices == ["90000.1"])
        let link = #""category":"linear","symbol":"BTCUSDT","orderLinkId":"low""#
        #expect(venue.create(owner, ["orderLinkId": #""low""#, "qty": #""0.001""#]).isOK)
        #expect(venue.post("/v5/order/amend", #"{\#(link),"price":"95000"}"#, as: owner).isOK)
        #expect(prices == ["90000.1", "90000.1"])
        setMoving(false)
        #expect(order("Buy", "95000") == 110003)
        #expect(venue.post("/v5/order/amend", #"{\#(link),"price":"95000"}"#, as: owner).code == 110003)
        #expect(order("Buy", "59000") == 0)
    }

    @Test("ORDER-34: within the limit nothing moves, nor what waits for its trigger; both contract categories are one")
    func notMoved() {
        setMoving(true, "inverse")
        #expect(order("Buy", "59000") == 0)
        let waiting = ["triggerPrice": #""65000""#, "triggerDirection": "1", "price": #""95000""#]
        #expect(venue.create(owner, waiting).isOK)
        #expect(prices == ["95000", "59000"])
        let settings = venue.get("/v5/account/user-setting-config", as: owner).result
        #expect(settings?["lpaPerp"]?.bool == false)
        #expect(settings?["lpaSpot"]?.bool == false)
        setMoving(true, "spot")
        setMoving(false)
        let changed = venue.get("/v5/account/user-setting-config", as: owner).result
        #expect(changed?["lpaPerp"]?.bool == true)
        #expect(changed?["lpaSpot"]?.bool == true)
        let other = venue.open(.uta2, uid: 8)
        #expect(venue.get("/v5/account/user-setting-config", as: other).result?["lpaSpot"]?.bool == false)
    }
}
