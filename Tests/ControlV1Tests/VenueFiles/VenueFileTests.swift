import ControlV1
import Desks
import Dialects
import MarginEngine
import Testing
import Wire

@Suite("Venue files")
struct VenueFileTests {
    @Test("HOUSE-4, HOUSE-6: the default venue has the demo accounts with their money, and an insurance fund")
    func defaultVenue() throws {
        var desk = Desk()
        try DefaultVenue.file().genesis(into: &desk)
        let expected: [(UInt64, String, AccountFamily, AccountGeneration, [String: String], [String: String])] = [
            (100_001, "bybit-uta", .bybit, .uta2, ["USDT": "100000", "BTC": "5", "ETH": "50"], [:]),
            (100_002, "bybit-uta1", .bybit, .uta1, ["USDT": "100000"], ["BTC": "5", "ETH": "50"]),
            (100_003, "bybit-classic", .bybit, .classic, ["USDT": "100000", "BTC": "5", "ETH": "50"], [:]),
            (100_004, "bitget", .bitget, .only, ["USDT": "100000"], [:]),
            (100_005, "ztdx", .ztdx, .only, ["USDT": "100000"], [:]),
        ]
        for (uid, name, family, generation, main, inverse) in expected {
            let id = desk.engine.account(uid: uid)
            let account = desk.engine[try #require(id)]
            #expect(desk.name(of: uid) == name)
            #expect(account.family == family)
            #expect(account.generation == generation)
            for asset in ["USDT", "USDC", "BTC", "ETH"] {
                let known = desk.engine.asset(named: asset)
                let assetID = try #require(known)
                #expect(desk.engine.wallet(account.main, assetID).text == main[asset] ?? "0")
                guard account.inverse != account.main else { continue }
                #expect(desk.engine.wallet(account.inverse, assetID).text == inverse[asset] ?? "0")
            }
        }
        let funds = try ["USDT", "USDC", "BTC", "ETH"].map { name in
            let asset = desk.engine.asset(named: name)
            return desk.engine.insuranceFund(try #require(asset)).text
        }
        #expect(funds == ["1000000", "1000000", "20", "300"])
        let deposits = desk.applied.count { if case .command(.fundInsurance) = $0 { true } else { false } }
        #expect(deposits == 4)
    }

    @Test("HOUSE-5: the default venue's house quotes every instrument around its starting price")
    func houseQuotes() throws {
        var desk = Desk()
        try DefaultVenue.file().genesis(into: &desk)
        let starts = ["BTC": "60000", "ETH": "3000", "SOL": "150", "XRP": "0.5"]
        #expect(desk.engine.instrumentCount == 7)
        for instrument in desk.engine.instruments {
            let row = desk.engine[instrument]
            let price = starts[row.base.text]
            #expect([row.mark.text, row.index.text, row.last.text] == [price, price, price])
            #expect(!row.bookOnly)
            #expect(desk.engine.depth(instrument, .buy, limit: 9).count == 5)
            #expect(desk.engine.depth(instrument, .sell, limit: 9).count == 5)
        }
    }

    @Test("The same file twice gives the same state")
    func deterministic() throws {
        var one = Desk()
        var two = Desk()
        try DefaultVenue.file().genesis(into: &one)
        try DefaultVenue.file().genesis(into: &two)
        #expect(one.engine.digest() == two.engine.digest())
    }

    @Test("A file that names only accounts has everything else from the default venue")
    func completed() throws {
        let file = try VenueFile(
            Array(#"{"accounts":[{"uid":7,"name":"alone","family":"ztdx","deposits":[]}]}"#.utf8))
        var desk = Desk()
        try file.completed(by: DefaultVenue.file()).genesis(into: &desk)
        #expect(desk.engine.instrumentCount == 7)
        #expect(desk.name(of: 7) == "alone")
        let demo = desk.engine.account(uid: 100_001)
        #expect(demo == nil)
    }

    static let unreadableFiles = [
        ("not json", "document"),
        (#"{"acounts":[]}"#, "acounts"),
        (#"{"accounts":{}}"#, "accounts"),
        (#"{"accounts":[1]}"#, "accounts[0]"),
        (#"{"accounts":[{"uid":0,"name":"a","family":"ztdx"}]}"#, "accounts[0].uid"),
        (#"{"accounts":[{"uid":1,"name":"a","family":"zdtx"}]}"#, "accounts[0].family"),
        (#"{"accounts":[{"uid":1,"name":"a","family":"bybit","generation":"uta3"}]}"#, "accounts[0].generation"),
        (
            #"{"accounts":[{"uid":1,"name":"a","family":"ztdx","deposits":[{"asset":"USDT","amount":"x"}]}]}"#,
            "accounts[0].deposits[0].amount"
        ),
        (#"{"terms":[{"symbol":"BTCUSDT"}]}"#, "terms[0].family"),
        (#"{"family":"ztdx","terms":[{"symbol":"BTCUSDT","takerFee":"1e-3"}]}"#, "terms[0].takerFee"),
        (#"{"instruments":[{"symbol":"BTCUSDT","payoff":"quanto"}]}"#, "instruments[0].payoff"),
        (#"{"assets":[{"name":"USDT","collateral":[{"ratio":"full"}]}]}"#, "assets[0].collateral[0].ratio"),
    ]

    @Test("What cannot be read is named by its place", arguments: unreadableFiles)
    func unreadable(_ text: String, _ place: String) {
        let failure = #expect(throws: InvalidMember.self) { try VenueFile(Array(text.utf8)) }
        #expect(failure?.path == place)
    }

    private static func loans(of asset: String, initial: String = "0.2") -> String {
        #"{"assets":[{"name":"USDT"}],"loanTerms":[{"asset":"\#(asset)","hourlyRate":"0.00001","maxAmount":"1","#
            + #""freeLimit":"0","conversionLimit":"1","conversionOrder":0,"#
            + #""tiers":[{"limit":"1","maintenanceRate":"0.04","initialRate":"\#(initial)"}]}]}"#
    }

    static let refusedFiles = [
        (#"{"assets":[{"name":"USDT"},{"name":"USDT"}]}"#, "assets[1]"),
        (#"{"insuranceFund":[{"asset":"USDT","amount":"1"}]}"#, "insuranceFund[0].asset"),
        (loans(of: "BTC"), "loanTerms[0].asset"),
        (loans(of: "USDT", initial: "0.03"), "loanTerms[0]"),
        (
            #"{"accounts":[{"uid":1,"name":"a","family":"ztdx"},{"uid":1,"name":"b","family":"ztdx"}]}"#,
            "accounts[1]"
        ),
        (
            #"{"assets":[{"name":"USDT","collateral":[{"ratio":"1"}]}],"accounts":[{"uid":1,"name":"a","#
                + #""family":"ztdx","deposits":[{"asset":"USDT","amount":"0"}]}]}"#,
            "accounts[0].deposits[0]"
        ),
    ]

    @Test("What the venue refuses is named by its place", arguments: refusedFiles)
    func refused(_ text: String, _ place: String) throws {
        let file = try VenueFile(Array(text.utf8))
        let failure = #expect(throws: InvalidMember.self) {
            var desk = Desk()
            try file.genesis(into: &desk)
        }
        #expect(failure?.path == place)
    }

    @Test("HOUSE-7: fixed keys are the documented ones; random ones differ between two venues")
    func keys() throws {
        let file = try DefaultVenue.file()
        var desk = Desk()
        try file.genesis(into: &desk)
        let fixed = try #require(file.issueKeys(into: &desk, sealingKey: TestControl.sealingKey, fixed: true))
        #expect(fixed.map(\.name) == ["bybit-uta", "bybit-uta1", "bybit-classic", "bitget", "ztdx"])
        #expect(fixed.last?.credentials.key == "plimsoll-demo-ztdx")
        #expect(fixed.last?.credentials.secret == "plimsoll_demo_secret")
        #expect(fixed.map { $0.credentials.passphrase.isEmpty } == [true, true, true, false, true])
        #expect(desk.keys.map(\.uid) == fixed.map(\.uid))
        let sealed = try #require(desk.keys.last?.sealedSecret)
        #expect(SealedSecret.open(sealed, key: TestControl.sealingKey) == Array("plimsoll_demo_secret".utf8))
        var other = Desk()
        let random = try #require(file.issueKeys(into: &other, sealingKey: TestControl.sealingKey, fixed: false))
        let again = try #require(file.issueKeys(into: &other, sealingKey: TestControl.sealingKey, fixed: false))
        #expect(Set((random + again).map(\.credentials.key)).count == 10)
    }
}
