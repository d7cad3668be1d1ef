import HTTP1
import MarginEngine
import Testing

/// What each generation of accounts may call. https://bybit-exchange.github.io/docs/v5/acct-mode
@Suite struct GenerationTests {
    /// Codes for: classic, UTA1.0 with its Pro, UTA2.0 with its Pro.
    struct Rule: Sendable, CustomTestStringConvertible {
        let method: Request.Method
        let path: String
        let parameters: String
        let codes: [Int]

        static func get(_ path: String, _ query: String, _ codes: [Int]) -> Rule {
            Rule(method: .get, path: path, parameters: query, codes: codes)
        }

        static func post(_ path: String, _ members: String, _ codes: [Int]) -> Rule {
            Rule(method: .post, path: path, parameters: "{\(members)}", codes: codes)
        }

        var testDescription: String { "\(path) \(parameters)" }
    }

    private static let linear = #""category":"linear","symbol":"BTCUSDT""#
    private static let inverse = #""category":"inverse","symbol":"BTCUSD""#
    private static let isolated = #""tradeMode":1,"buyLeverage":"10","sellLeverage":"10""#
    private static let order = #""side":"Buy","orderType":"Limit","price":"59000""#
    private static let transfer =
        #""transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","#
        + #""fromAccountType":"UNIFIED","toAccountType":"CONTRACT""#

    static let rules: [Rule] = [
        .post("account/set-margin-mode", #""setMarginMode":"ISOLATED_MARGIN""#, [10028, 0, 0]),
        .post("position/switch-isolated", "\(linear),\(isolated)", [0, 100028, 100028]),
        .post("position/switch-isolated", "\(inverse),\(isolated)", [0, 0, 100028]),
        .get("account/wallet-balance", "accountType=UNIFIED", [10001, 0, 0]),
        .get("account/wallet-balance", "accountType=CONTRACT", [0, 0, 10001]),
        .get("account/transaction-log", "", [10028, 0, 0]),
        .get("account/transaction-log", "accountType=CONTRACT", [10028, 0, 10001]),
        .get("account/collateral-info", "", [10028, 0, 0]),
        .get("account/withdrawal", "coinName=USDT", [10028, 0, 0]),
        .post("account/set-collateral-switch", #""coin":"BTC","collateralSwitch":"ON""#, [10028, 0, 0]),
        .post(
            "account/set-collateral-switch-batch", #""request":[{"coin":"BTC","collateralSwitch":"ON"}]"#,
            [10028, 0, 0]),
        .post("asset/transfer/inter-transfer", transfer, [131208, 0, 131208]),
        .get("position/list", "category=linear&symbol=BTCUSDT,ETHUSDT", [10001, 10001, 0]),
        .get("position/list", "category=linear&symbol=BTCPERP", [10001, 0, 0]),
        .post("position/switch-mode", "\(linear),\"mode\":3", [0, 0, 0]),
        .post("position/switch-mode", "\(inverse),\"mode\":3", [110029, 110029, 110029]),
        .post("order/create", #"\#(linear),\#(order),"qty":"0.01""#, [0, 0, 0]),
        .post("order/create", #"\#(inverse),\#(order),"qty":"600""#, [0, 0, 0]),
        .post("order/pre-check", #"\#(linear),\#(order),"qty":"0.01""#, [10028, 0, 0]),
        .post("order/pre-check", #"\#(inverse),\#(order),"qty":"600""#, [10028, 10001, 10001]),
        .post(
            "order/create-batch", #""category":"inverse","request":[{"symbol":"BTCUSD",\#(order),"qty":"600"}]"#,
            [10001, 10001, 0]),
        .post(
            "order/create-batch", #""category":"linear","request":[{"symbol":"BTCUSDT",\#(order),"qty":"0.01"}]"#,
            [0, 0, 0]),
        .get("order/realtime", "category=inverse&openOnly=2", [0, 0, 0]),
        .get("position/symbol-info", "category=inverse", [0, 0, 0]),
    ]

    @Test("A call is open to the generations that the documents name, and refused to the others", arguments: rules)
    func calls(rule: Rule) {
        let generations: [[AccountGeneration]] = [[.classic], [.uta1, .uta1Pro], [.uta2, .uta2Pro]]
        for (generations, code) in zip(generations, rule.codes) {
            for generation in generations {
                let venue = TestVenue()
                let owner = venue.open(generation, usdt: "10000", btc: "1")
                let isGet = rule.method == .get
                let reply = venue.send(
                    venue.request(
                        rule.method, "/v5/" + rule.path, query: isGet ? rule.parameters : "",
                        body: isGet ? "" : rule.parameters, as: owner))
                #expect(reply.status == 200)
                #expect(reply.code == code, "\(generation): \(reply.text)")
            }
        }
    }

    @Test(
        "A Pro account answers as the one it was upgraded from, but for its status",
        arguments: [
            (AccountGeneration.uta1, AccountGeneration.uta1Pro), (.uta2, .uta2Pro),
        ])
    func proAccounts(plain: AccountGeneration, pro: AccountGeneration) {
        func answers(_ generation: AccountGeneration) -> [String] {
            let subject = Subject(generation, .busy)
            return [
                ("account/wallet-balance", "accountType=UNIFIED"), ("position/list", "category=linear&settleCoin=USDT"),
                ("position/list", "category=inverse"), ("order/realtime", "category=linear&symbol=BTCUSDT"),
                ("account/transaction-log", ""), ("position/closed-pnl", "category=linear"),
            ].map { subject.venue.get("/v5/\($0.0)", $0.1, as: subject.owner).text }
        }
        #expect(answers(plain) == answers(pro))
    }
}
