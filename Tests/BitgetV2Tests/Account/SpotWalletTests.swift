import Desks
import MarginEngine
import TestShapes
import Testing
import Wire

@Suite("The spot wallet: https://www.bitget.com/api-doc/spot/account/Wallet-Transfer")
struct SpotWalletTests {
    private static func move(
        _ amount: String, _ coin: String = "USDT", from: String, to: String, name: String? = nil,
        _ venue: inout BitgetVenue
    ) throws -> Answer {
        let named = name.map { #","clientOid":"\#($0)""# } ?? ""
        return try venue.send(
            venue.signed(
                "POST", "/api/v2/spot/wallet/transfer",
                body: #"{"fromType":"\#(from)","toType":"\#(to)","amount":"\#(amount)","coin":"\#(coin)"\#(named)}"#))
    }

    private static func ask(_ path: String, _ query: String, _ venue: inout BitgetVenue) throws -> Answer {
        try venue.send(venue.signed("GET", "/api/v2/spot/\(path)", query: query))
    }

    private static let asset = Shape.strings("coin available frozen locked limitAvailable uTime")

    @Test("WALLET-12, BITGET-CALL-43: what is moved to spot is there, backs nothing, and can go back")
    func transfers() throws {
        var venue = try BitgetVenue()
        let answer = try Self.move("250.5", from: "usdt_futures", to: "spot", &venue)
        #expect(try answer.text("transferId") == "1000000000000000001")
        #expect(try answer.text("clientOid").isEmpty)
        let rows = try Self.ask("account/assets", "", &venue).rows()
        #expect(rows.count == 1)
        #expect(rows.first.map { Self.asset.differences(of: $0) } == [])
        #expect(rows.first?["coin"]?.string == "USDT")
        #expect(rows.first?["available"]?.string == "250.5")
        #expect(rows.first?["uTime"]?.string == String(venue.nowMs))
        #expect(try venue.singleAccount().text("available") == "99749.5")
        #expect(try Self.move("250.51", from: "spot", to: "usdt_futures", &venue).code == "43012")
        #expect(try Self.move("250.5", from: "spot", to: "usdt_futures", &venue).isSuccess)
        #expect(try Self.ask("account/assets", "", &venue).rows().isEmpty)
        #expect(try Self.ask("account/assets", "coin=btc", &venue).rows().map { $0["coin"]?.string } == ["BTC"])
        #expect(try Self.ask("account/assets", "assetType=all", &venue).rows().count == 3)
    }

    @Test(
        "BITGET-CALL-40, BITGET-CALL-41: a coin is in its own futures wallet, and wallets that are not there are not open",
        arguments: [
            ("BTC", "coin_futures", "spot", "00000"), ("BTC", "usdt_futures", "spot", "43129"),
            ("USDT", "coin_futures", "spot", "43129"), ("USDC", "usdc_futures", "spot", "43117"),
            ("USDT", "usdt_futures", "usdc_futures", "43129"), ("USDT", "usdt_futures", "p2p", "43129"),
            ("NOPE", "usdt_futures", "spot", "43129"), ("USDT", "usdt_futures", "usdt_futures", "40017"),
            ("USDT", "usdt_futures", "bank", "400172"),
        ])
    func wallets(_ coin: String, _ from: String, _ to: String, _ code: String) throws {
        var venue = try BitgetVenue()
        #expect(try Self.move("1", coin, from: from, to: to, &venue).code == code)
    }

    @Test("WALLET-5: what backs a position stays in the futures wallet")
    func backing() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "1", price: "59000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        #expect(try Self.move("100000", from: "usdt_futures", to: "spot", &venue).code == "43117")
        #expect(venue.digest == before)
    }

    @Test("BITGET-CALL-42: the same clientOid moves nothing again, and answers as before")
    func repeated() throws {
        var venue = try BitgetVenue()
        let first = try Self.move("10", from: "usdt_futures", to: "spot", name: "mine", &venue)
        let again = try Self.move("10", from: "usdt_futures", to: "spot", name: "mine", &venue)
        #expect(try again.text("transferId") == first.text("transferId"))
        #expect(try again.text("clientOid") == "mine")
        #expect(try Self.ask("account/assets", "", &venue).rows().first?["available"]?.string == "10")
    }

    @Test("The transfers of a coin, the newest first, by wallet, name and page; each has its documented members")
    func records() throws {
        var venue = try BitgetVenue()
        _ = try Self.move("1", from: "usdt_futures", to: "spot", name: "one", &venue)
        _ = try Self.move("2", from: "usdt_futures", to: "spot", &venue)
        _ = try Self.move("0.5", from: "spot", to: "usdt_futures", &venue)
        _ = try Self.move("1", "BTC", from: "coin_futures", to: "spot", &venue)
        let rows = try Self.ask("account/transferRecords", "coin=usdt", &venue).rows()
        let shape = Shape.strings(
            "coin status toType toSymbol fromType fromSymbol size ts clientOid transferId")
        for row in rows { #expect(shape.differences(of: row).isEmpty) }
        #expect(rows.map { $0["size"]?.string } == ["0.5", "2", "1"])
        #expect(rows.map { $0["fromType"]?.string } == ["spot", "usdt_futures", "usdt_futures"])
        #expect(rows.first?["toType"]?.string == "usdt_futures")
        #expect(rows.first?["status"]?.string == "Successful")
        func sizes(_ query: String) throws -> [String?] {
            try Self.ask("account/transferRecords", query, &venue).rows().map { $0["size"]?.string }
        }
        #expect(try sizes("coin=USDT&fromType=spot") == ["0.5"])
        #expect(try sizes("coin=USDT&clientOid=one") == ["1"])
        #expect(try sizes("coin=USDT&limit=2&pageNum=2") == ["1"])
        #expect(try sizes("coin=BTC") == ["1"])
        #expect(try sizes("coin=USDT&endTime=1") == [])
    }

    @Test("The coins that two wallets share")
    func coins() throws {
        var venue = try BitgetVenue()
        func shared(_ from: String, _ to: String) throws -> [String?] {
            try Self.ask("wallet/transfer-coin-info", "fromType=\(from)&toType=\(to)", &venue).rows().map(\.string)
        }
        #expect(try shared("spot", "usdt_futures") == ["USDT"])
        #expect(try shared("coin_futures", "spot") == ["BTC"])
        #expect(try shared("usdt_futures", "usdc_futures") == [])
    }

    @Test("The overview counts both wallets, and a copy trader is one")
    func overview() throws {
        var venue = try BitgetVenue()
        _ = try Self.move("100", from: "usdt_futures", to: "spot", &venue)
        let rows = try venue.send(venue.signed("GET", "/api/v2/account/all-account-balance")).rows()
        let spot = rows.first { $0["accountType"]?.string == "spot" }
        #expect(spot?["usdtBalance"]?.string == "100")
        let owner = venue.desk.engine[venue.desk.engine.owner(of: venue.account)]
        _ = venue.desk.apply(.setAccountKind(uid: owner.uid, .copyTrader))
        #expect(try Self.ask("account/info", "", &venue).text("traderType") == "trader")
    }

    @Test("A transfer is a bill of the futures wallet alone")
    func bills() throws {
        var venue = try BitgetVenue()
        _ = try Self.move("100", from: "usdt_futures", to: "spot", &venue)
        _ = try Self.move("40", from: "spot", to: "usdt_futures", &venue)
        let rows = try venue.get("account/bill", "productType=USDT-FUTURES").rows("bills")
        #expect(rows.map { $0["amount"]?.string }.prefix(2) == ["40", "-100"])
        #expect(rows.map { $0["businessType"]?.string }.prefix(2) == ["trans_from_exchange", "trans_to_exchange"])
    }
}
