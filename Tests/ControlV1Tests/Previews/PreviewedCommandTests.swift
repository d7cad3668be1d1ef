import ControlV1
import Desks
import MarginEngine
import Testing
import Wire

/// Every command of an account, previewed: as accepted, and as refused, with each reason's rule.
@Suite("Previewed commands")
struct PreviewedCommandTests {
    /// A command of an account, and why it is refused; no reason when it is accepted.
    struct Row: Sendable, CustomTestStringConvertible {
        let uid: Int
        let command: String
        let members: String
        let reasons: [String]

        init(_ uid: Int, _ command: String, _ members: String, _ reasons: String...) {
            self.uid = uid
            self.command = command
            self.members = members
            self.reasons = reasons
        }

        var body: String { #"{"uid":\#(uid),"\#(command)":\#(members)}"# }
        var testDescription: String { body }
    }

    /// 100001 (UTA2.0, cross) is long 0.1 BTC; its order 2, named `taken`, rests and its order 3 waits. 100003 (classic)
    /// is long 0.1 BTC in isolated mode, by order 4. 100002 is UTA1.0, 100004 Bitget, 100005 ZTDX.
    private static func prepared() throws -> TestControl {
        var control = try TestControl()
        let named = control.desk.engine.instrument(named: "BTCUSDT")
        let instrument = try #require(named)
        let unified = try Self.account(100_001, control.desk.engine)
        let classic = try Self.account(100_003, control.desk.engine)
        let market = NewOrder(
            marginAccount: unified, instrument: instrument, side: .buy, kind: .market,
            timeInForce: .immediateOrCancel, quantity: try #require(Quantity("0.1")))
        var resting = market
        resting.kind = .limit
        resting.timeInForce = .goodTillCancelled
        resting.price = try #require(Price("50000"))
        resting.clientOrderID = try #require(InlineText("taken"))
        var waiting = market
        waiting.trigger = Trigger(price: try #require(Price("70000")), kind: .mark, direction: .rising)
        var isolated = market
        isolated.marginAccount = classic
        let commands: [Command] = [
            .placeOrder(market), .placeOrder(resting), .placeOrder(waiting),
            .setSymbolMarginMode(classic, instrument, .isolated, leverage: Leverage(10)), .placeOrder(isolated),
        ]
        for command in commands {
            if case .refused(let refusal) = control.desk.apply(command) { Issue.record("refused: \(refusal)") }
        }
        return control
    }

    private static func account(_ uid: UInt64, _ engine: borrowing Engine) throws -> MarginAccountID {
        let id = engine.account(uid: uid)
        return engine[try #require(id)].main
    }

    static let margin = [
        Row(100_001, "setAccountMarginMode", #"{"mode":"portfolio"}"#),
        Row(100_003, "setAccountMarginMode", #"{"mode":"isolated"}"#, "BYBIT-MODE-7 regimeIsPerSymbol"),
        Row(100_004, "setMarginRegime", #"{"regime":"unified"}"#),
        Row(100_001, "setMarginRegime", #"{"regime":"perSymbol"}"#, "BITGET-MODE-21 modeNotOffered"),
        Row(100_001, "setCollateralSwitch", #"{"asset":"ETH","isCollateral":false}"#),
        Row(
            100_001, "setCollateralSwitch", #"{"asset":"USDT","isCollateral":false}"#, "COLLATERAL-2 collateralFixed"),
        Row(100_003, "setSymbolMarginMode", #"{"symbol":"ETHUSDT","mode":"isolated","leverage":"10"}"#),
        Row(
            100_003, "setSymbolMarginMode", #"{"symbol":"ETHUSDT","mode":"cross","leverage":"1000"}"#,
            "BYBIT-SWITCH-9 leverageOutOfRange", "BYBIT-SWITCH-11 marginModeUnchanged"),
        Row(100_003, "adjustMargin", #"{"symbol":"BTCUSDT","side":"long","amount":"1"}"#),
        Row(
            100_001, "adjustMargin", #"{"symbol":"ETHUSDT","side":"long","amount":"0"}"#,
            "BITGET-MARGIN-6 marginUnchanged", "BITGET-MARGIN-7 positionIsCross", "BITGET-MARGIN-8 noPosition"),
        Row(100_003, "setAutoAddMargin", #"{"symbol":"BTCUSDT","side":"long","addsMarginAutomatically":true}"#),
        Row(
            100_001, "setAutoAddMargin", #"{"symbol":"ETHUSDT","side":"short","addsMarginAutomatically":false}"#,
            "MARGIN-40 autoAddNeedsIsolated", "MARGIN-41 noPosition"),
        Row(100_001, "setLeverage", #"{"symbol":"ETHUSDT","cross":"20"}"#),
        Row(
            100_001, "setLeverage", #"{"symbol":"ETHUSDT","cross":"500","isolatedLong":"5"}"#,
            "LEVERAGE-2 leverageOutOfRange", "LEVERAGE-3 leverageSidesDiffer"),
    ]

    static let positions = [
        Row(100_001, "setPositionMode", #"{"mode":"hedge","symbol":"ETHUSDT"}"#),
        Row(
            100_001, "setPositionMode", #"{"mode":"oneWay","symbol":"ETHUSDT"}"#,
            "POSITION-MODE-2 positionModeUnchanged"),
        Row(100_001, "setPositionMode", #"{"mode":"hedge","idle":"USDT"}"#),
        Row(100_001, "setPositionMode", #"{"mode":"hedge","idle":"USDC"}"#, "POSITION-MODE-1 positionModeNotOffered"),
        Row(100_005, "setPositionMode", #"{"mode":"oneWay","linear":"USDT"}"#),
        Row(
            100_001, "setPositionMode", #"{"mode":"hedge","linear":"USDT"}"#,
            "POSITION-MODE-3 positionModeHasPosition", "POSITION-MODE-4 positionModeHasOrders"),
        Row(100_004, "setPositionMode", #"{"mode":"oneWay","inverse":true}"#),
        Row(100_001, "setPositionMode", #"{"mode":"hedge","inverse":true}"#, "POSITION-MODE-1 positionModeNotOffered"),
        Row(100_004, "setPositionMode", #"{"mode":"oneWay","account":true}"#),
        Row(
            100_001, "setPositionMode", #"{"mode":"hedge","account":true}"#, "POSITION-MODE-1 positionModeNotOffered",
            "POSITION-MODE-3 positionModeHasPosition", "POSITION-MODE-4 positionModeHasOrders"),
        Row(
            100_001, "setPositionStops",
            #"""
            {"symbol":"BTCUSDT","side":"long","takeProfit":{"price":"70000","triggerBy":"mark"},
            "stopLoss":{"price":"50000","triggerBy":"last","quantity":"0.05","limit":"49000"},
            "trailingStop":{"distance":"100","activation":"80000"}}
            """#),
        Row(
            100_001, "setPositionStops",
            #"""
            {"symbol":"BTCUSDT","side":"long","takeProfit":{"price":"50000","triggerBy":"mark"},
            "stopLoss":{"price":"70000.05","triggerBy":"index","quantity":"5"}}
            """#,
            "STOP-4 stopOnWrongSide", "STOP-2 triggerPriceInvalid", "STOP-4 stopOnWrongSide",
            "STOP-5 stopQuantityInvalid"),
        Row(
            100_001, "setPositionStops",
            #"{"symbol":"BTCUSDT","side":"long","takeProfit":"remove","stopLoss":"remove","trailingStop":"remove"}"#,
            "STOP-8 stopsUnchanged"),
        Row(
            100_001, "setPositionStops", #"{"symbol":"ETHUSDT","side":"short","trailingStop":{"distance":"0.001"}}"#,
            "STOP-1 noPosition", "STOP-7 triggerPriceInvalid"),
    ]

    static let orders = [
        Row(
            100_001, "placeOrder",
            #"""
            {"symbol":"ETHUSDT","side":"buy","type":"limit","quantity":"1","price":"2900","timeInForce":"postOnly",
            "clientOrderID":"mine","marginMode":"cross","selfTradePrevention":"cancelBoth",
            "takeProfit":{"price":"3500","triggerBy":"mark"},"stopLoss":{"price":"2500","triggerBy":"mark"}}
            """#),
        Row(
            100_001, "placeOrder",
            #"""
            {"symbol":"ETHUSDT","side":"buy","type":"limit","quantity":"0.0001","price":"2900.001",
            "positionSide":"long","clientOrderID":"taken","marginMode":"isolated"}
            """#,
            "ORDER-1 regimeIsUnified", "ORDER-3 quantityOffStep", "ORDER-4 priceOffTick",
            "ORDER-6 positionTargetMismatch", "ORDER-8 duplicateClientOrderID", "ORDER-9 marginModeDiffers",
            "ORDER-12 quantityBelowMinimum", "ORDER-13 notionalBelowMinimum"),
        Row(
            100_001, "placeOrder",
            #"{"symbol":"ETHUSDT","side":"sell","type":"market","quantity":"1","reduceOnly":true}"#,
            "ORDER-11 reduceOnlyNothingToReduce"),
        Row(
            100_001, "placeOrder",
            #"""
            {"symbol":"ETHUSDT","side":"buy","type":"market","quantity":"1",
            "trigger":{"price":"3500","triggerBy":"last","direction":"rising"}}
            """#),
        Row(
            100_001, "placeOrder",
            #"""
            {"symbol":"ETHUSDT","side":"buy","type":"market","quantity":"0.0001",
            "trigger":{"price":"3500","triggerBy":"index","direction":"falling"}}
            """#,
            "ORDER-3 quantityOffStep", "ORDER-23 triggerAlreadyMet"),
        Row(100_001, "amendOrder", #"{"number":2,"price":"51000","quantity":"0.2"}"#),
        Row(
            100_001, "amendOrder",
            #"{"number":2,"takeProfit":{"price":"70000","triggerBy":"mark"},"stopLoss":"remove"}"#),
        Row(100_001, "amendOrder", #"{"number":2,"takeProfit":"remove"}"#, "AMENDMENT-1 orderUnchanged"),
        Row(
            100_001, "amendOrder", #"{"number":2,"price":"50000.01","quantity":"0.00001"}"#, "ORDER-3 quantityOffStep",
            "ORDER-4 priceOffTick", "ORDER-12 quantityBelowMinimum", "ORDER-13 notionalBelowMinimum"),
        Row(100_001, "amendOrder", #"{"number":3,"triggerPrice":"71000"}"#),
        Row(
            100_001, "amendOrder", #"{"number":3,"triggerPrice":"50000","price":"50000"}"#, "AMENDMENT-3 priceOffTick",
            "ORDER-23 triggerAlreadyMet"),
        Row(100_001, "cancelOrder", #"{"number":2}"#),
        Row(100_001, "cancelOrder", #"{"number":3}"#),
        Row(100_001, "cancelAllOrders", "{}"),
    ]

    static let wallets = [
        Row(100_001, "deposit", #"{"asset":"USDT","amount":"1"}"#),
        Row(100_001, "deposit", #"{"asset":"USDT","amount":"-1"}"#, "WALLET-1 amountNotPositive"),
        Row(100_001, "withdraw", #"{"asset":"USDT","amount":"1"}"#),
        Row(
            100_001, "withdraw", #"{"asset":"USDT","amount":"10000000001"}"#, "WALLET-2 amountTooLarge",
            "WALLET-4 insufficientBalance"),
        Row(100_002, "transfer", #"{"to":"inverse","asset":"USDT","amount":"1"}"#),
        Row(100_001, "transfer", #"{"asset":"USDT","amount":"1","to":"funding"}"#),
        Row(
            100_002, "transfer", #"{"to":"main","asset":"USDT","amount":"0"}"#, "WALLET-1 amountNotPositive",
            "WALLET-3 unknownMarginAccount"),
    ]

    @Test("Each command is accepted, or refused with every reason and its rule", arguments: margin + positions)
    func marginAndPositions(_ row: Row) throws { try prove(row) }

    @Test("Each order and each move of money, too", arguments: orders + wallets)
    func ordersAndWallets(_ row: Row) throws { try prove(row) }

    private func prove(_ row: Row) throws {
        var control = try Self.prepared()
        let digest = control.desk.engine.digest()
        let reply = try control.call("POST", "/preview", row.body)
        #expect(reply.status == 200, "\(reply["error"] ?? "")")
        let rules = reply.json["rules"]?.elements?.map { reason in
            "\(reason["rule"]?.string ?? "") \(reason["refusal"]?.string ?? "")"
        }
        #expect(rules == row.reasons)
        #expect(reply.json["allowed"]?.bool == row.reasons.isEmpty)
        #expect(control.desk.engine.digest() == digest)
    }

    @Test("Cancelling all orders of a scope frees the margin of these only")
    func cancelScopes() throws {
        var control = try Self.prepared()
        func frees(_ members: String, _ control: inout TestControl) throws -> Bool {
            let reply = try control.call("POST", "/preview", #"{"uid":100001,"cancelAllOrders":\#(members)}"#)
            #expect(reply.json["allowed"]?.bool == true)
            return reply.json["before"]?["available"]?.string != reply.json["after"]?["available"]?.string
        }
        for scope in [#"{"symbol":"BTCUSDT"}"#, #"{"settle":"USDT"}"#, #"{"base":"BTC"}"#] {
            let isFreed = try frees(scope, &control)
            #expect(isFreed, "\(scope)")
        }
        for scope in [#"{"symbol":"ETHUSDT"}"#, #"{"settle":"BTC"}"#, #"{"base":"ETH"}"#] {
            let isFreed = try frees(scope, &control)
            #expect(!isFreed, "\(scope)")
        }
    }

    @Test("What would be is shown for a withdrawal that lacks money, with the deposit that would be enough")
    func lackingWithdrawal() throws {
        var control = try TestControl()
        let body = #"{"uid":100004,"withdraw":{"asset":"USDT","amount":"100000.5"}}"#
        let reply = try control.call("POST", "/preview", body)
        #expect(reply.json["reasons"]?.elements?.map(\.string) == ["insufficientBalance"])
        #expect(reply.json["after"]?["equity"]?.string == "-0.5")
        #expect(reply.json["remedies"]?.elements?.first?["deposit"]?["amount"]?.string == "0.5")
    }

    @Test(
        "OBJECT-3, OBJECT-5: a command without its object has no preview, and says what is missing",
        arguments: [
            (100_001, "cancelOrder", #"{"number":4}"#, 404, "unknownOrder"),
            (100_001, "amendOrder", #"{"number":99,"price":"1"}"#, 404, "unknownOrder"),
            (100_005, "setLeverage", #"{"symbol":"BTCUSD","cross":"5"}"#, 400, "notTradedByFamily"),
            (100_001, "setLeverage", #"{"symbol":"NOSUCH","cross":"5"}"#, 404, "unknownInstrument"),
            (100_001, "setPositionMode", #"{"mode":"hedge","idle":"NOCOIN"}"#, 404, "unknownAsset"),
            (100_001, "cancelAllOrders", #"{"settle":"NOCOIN"}"#, 404, "unknownAsset"),
            (100_002, "transfer", #"{"to":"inverse","asset":"NOCOIN","amount":"1"}"#, 404, "unknownAsset"),
            (100_009, "cancelAllOrders", "{}", 404, "unknownAccount"),
        ])
    func missingObject(_ uid: Int, _ command: String, _ members: String, _ status: Int, _ code: String) throws {
        var control = try Self.prepared()
        let reply = try control.call("POST", "/preview", Row(uid, command, members).body)
        #expect(reply.status == status)
        #expect(reply.errorCode == code)
    }

    static let mistakes = [
        ("setMarginRegime", #"{"regime":"union"}"#, "regime"),
        ("setMarginRegime", #"{"regime":"unified","force":true}"#, "force"),
        ("setAutoAddMargin", #"{"symbol":"BTCUSDT","side":"long"}"#, "addsMarginAutomatically"),
        ("setCollateralSwitch", #"{"asset":"BTC"}"#, "isCollateral"),
        ("setPositionMode", #"{"mode":"hedge"}"#, "scope"),
        ("setPositionMode", #"{"mode":"hedge","symbol":"BTCUSDT","idle":"USDT"}"#, "scope"),
        ("setPositionMode", #"{"mode":"hedge","inverse":false}"#, "inverse"),
        ("setPositionMode", #"{"mode":"both","account":true}"#, "mode"),
        ("setPositionStops", #"{"symbol":"BTCUSDT","side":"long","takeProfit":"none"}"#, "takeProfit"),
        ("setPositionStops", #"{"symbol":"BTCUSDT","side":"long","stopLoss":{"price":"1"}}"#, "stopLoss.triggerBy"),
        (
            "setPositionStops", #"{"symbol":"BTCUSDT","side":"long","trailingStop":{"distance":"1","side":"up"}}"#,
            "trailingStop.side"
        ),
        ("amendOrder", #"{"price":"1"}"#, "number"),
        ("amendOrder", #"{"number":2,"trigger":"1"}"#, "trigger"),
        ("cancelOrder", #"{"number":-1}"#, "number"),
        ("cancelAllOrders", #"{"symbol":"BTCUSDT","base":"BTC"}"#, "scope"),
        (
            "cancelAllOrders", #"{"base":"a base of more than fifty bytes, which no text of it has"}"#, "base"
        ),
        (
            "placeOrder",
            #"{"symbol":"BTCUSDT","side":"buy","type":"market","quantity":"1","trigger":{"price":"1","triggerBy":"mark"}}"#,
            "trigger.direction"
        ),
        (
            "placeOrder",
            #"{"symbol":"BTCUSDT","side":"buy","type":"market","quantity":"1","selfTradePrevention":"never"}"#,
            "selfTradePrevention"
        ),
        ("deposit", #"{"asset":"USDT"}"#, "amount"),
        ("withdraw", #"{"asset":"USDT","amount":"1","to":"main"}"#, "to"),
        ("transfer", #"{"asset":"USDT","amount":"1","to":"100002"}"#, "to"),
    ]

    @Test("A malformed command says which member is wrong", arguments: mistakes)
    func malformed(_ command: String, _ members: String, _ place: String) throws {
        var control = try TestControl()
        let reply = try control.call("POST", "/preview", Row(100_001, command, members).body)
        #expect(reply.status == 400)
        #expect(reply.json["error"]?["message"]?.string?.hasPrefix("\(command).\(place):") == true)
    }
}
