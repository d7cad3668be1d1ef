import MarginEngine
import Testing
import Wire

/// `market/insurance`, `market/adlAlert`, `market/account-ratio` and the topics of the fund.
@Suite struct InsuranceTests {
    private let venue = TestVenue()

    private func texts(_ row: JSON?, _ names: String...) -> [String?] { names.map { row?.text($0) } }

    @Test("BYBIT-CALL-11: the fund has a pool for each coin that contracts are settled in, worth its index price")
    func pools() {
        venue.fundInsurance("250000", "USDT")
        venue.fundInsurance("2", "BTC")
        let reply = venue.get("/v5/market/insurance")
        #expect(reply.result?.text("updatedTime") == "\(TestVenue.startMs)")
        #expect(
            reply.list.map { texts($0, "coin", "symbols", "balance", "value") } == [
                ["USDT", "BTCUSDT,ETHUSDT", "250000", "250000"], ["USDC", "BTCPERP", "0", "0"],
                ["BTC", "BTCUSD", "2", "120000"],
            ])
        #expect(venue.get("/v5/market/insurance", "coin=BTC").list.map { $0.text("coin") } == ["BTC"])
        #expect(venue.get("/v5/market/insurance", "coin=DOGE").list.isEmpty)
    }

    @Test("Each contract's alert has the balance of its pool and never a drawdown")
    func alerts() {
        venue.fundInsurance("250000", "USDT")
        let all = venue.get("/v5/market/adlAlert").list
        #expect(all.map { $0.text("symbol") } == ["BTCUSDT", "ETHUSDT", "BTCPERP", "BTCUSD"])
        let one = venue.get("/v5/market/adlAlert", "symbol=ETHUSDT").list
        #expect(one.count == 1)
        #expect(
            texts(one.first, "coin", "balance", "maxBalance", "insurancePnlRatio", "pnlRatio", "adlTriggerThreshold")
                == ["USDT", "250000", "", "-0.3", "0", "10000"])
        #expect(venue.get("/v5/market/adlAlert", "symbol=NOPE").code == 10001)
    }

    @Test("The fund's topics tell its pools at once and those that changed")
    func topics() throws {
        venue.fundInsurance("1", "USDT")
        let client = try #require(StreamClient(venue, "/v5/public/linear"))
        func open(_ topic: String) -> JSON? { client.send(#"{"op":"subscribe","args":["\#(topic)"]}"#).last }
        let pool = open("insurance.USDT")
        #expect(texts(pool, "topic", "type") == ["insurance.USDT", "snapshot"])
        #expect(pool?["data"]?.elements?.map { $0.text("balance") } == ["1"])
        let inverse = open("insurance.inverse")?["data"]?.elements
        #expect(inverse?.map { $0.text("symbols") } == ["BTCUSD"])
        let alert = open("adlAlert.USDT")?["data"]?.elements
        #expect(alert?.map { $0.text("s") } == ["BTCUSDT", "ETHUSDT"])
        #expect(alert?.first?["b"]?.numberText == "1")
        #expect(alert?.first?.names == ["c", "s", "b", "mb", "i_pr", "pr", "adl_tt", "adl_sr"])
        venue.setMark("BTCUSDT", "61000")
        #expect(client.news().isEmpty)
        venue.fundInsurance("2", "USDT")
        let news = client.news()
        #expect(Set(news.map { $0.text("topic") }) == ["insurance.USDT", "adlAlert.USDT"])
        #expect(news.first { $0.text("topic") == "insurance.USDT" }?["data"]?.elements?.first?.text("balance") == "3")
        for topic in ["insurance.BTC", "insurance", "adlAlert.usdt", "insurance.USDT.BTCUSDT"] {
            #expect(open(topic)?["success"]?.bool == false, "\(topic)")
        }
    }

    /// Two of three holders are long, 0.6666.
    @Test("The ratio of holders counts clients by their net side, of the last full period")
    func holders() {
        func rows(_ more: String = "") -> [[String?]] {
            venue.get("/v5/market/account-ratio", "category=linear&symbol=BTCUSDT&period=1h" + more).list
                .map { texts($0, "buyRatio", "sellRatio", "timestamp") }
        }
        #expect(rows() == [])
        let (ann, bob) = (venue.open(.uta2, uid: 1, usdt: "100000"), venue.open(.uta2, uid: 2, usdt: "100000"))
        let cy = venue.open(.uta2, uid: 3, usdt: "100000")
        for (buyer, price) in [(ann, "60000"), (bob, "60001")] {
            _ = venue.create(cy, ["side": #""Sell""#, "price": "\"\(price)\"", "qty": #""0.1""#])
            _ = venue.create(buyer, ["side": #""Buy""#, "price": "\"\(price)\"", "qty": #""0.1""#])
        }
        #expect(rows() == [["0.6666", "0.3334", "1699999200000"]])
        #expect(rows("&endTime=1699999199999") == [])
        #expect(rows("&startTime=1699999200000&endTime=1699999200000").count == 1)
    }
}
