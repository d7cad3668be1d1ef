import MarginEngine
import Testing

/// Which of several mistakes an endpoint names: each request of a list has one mistake less than the one before.
@Suite struct ParameterOrderTests {
    struct Check: Sendable {
        let members: String
        let answer: String

        init(_ members: String, _ answer: String) {
            self.members = members
            self.answer = answer
        }
    }

    struct List: Sendable, CustomTestStringConvertible {
        let path: String
        let checks: [Check]
        var testDescription: String { path }
    }

    private static let nope = #""category":"linear","symbol":"NOPE""#
    private static let btcusdt = #""category":"linear","symbol":"BTCUSDT""#

    private static func order(_ symbol: String, _ members: String) -> String {
        #"\#(symbol),"side":"Buy","orderType":"Limit",\#(members)"#
    }

    static let lists: [List] = [
        List(
            path: "order/create",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"swap""#, "Illegal category"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(#"\#(nope),"side":"Up""#, "params error: side invalid"),
                Check(#"\#(nope),"side":"Buy""#, "params error: orderType invalid"),
                Check(order(nope, #""qty":"x""#), "params error: qty invalid"),
                Check(order(nope, #""qty":"1.0005","timeInForce":"DAY""#), "params error: timeInForce invalid"),
                Check(order(nope, #""qty":"1.0005""#), "params error: price invalid"),
                Check(
                    order(nope, #""qty":"1.0005","price":"1.05","positionIdx":9"#), "params error: positionIdx invalid"),
                Check(
                    order(nope, #""qty":"1.0005","price":"1.05","orderLinkId":"a b""#),
                    "params error: orderLinkId invalid"),
                Check(order(nope, #""qty":"1.0005","price":"90000.15""#), "Not supported symbols"),
                Check(
                    order(btcusdt, #""qty":"900.0005","price":"90000.15","positionIdx":1"#), "params error: qty invalid"
                ),
                Check(
                    order(btcusdt, #""qty":"1001","price":"90000.15","positionIdx":1"#), "params error: price invalid"),
                Check(
                    order(btcusdt, #""qty":"1001","price":"90000.1","positionIdx":1"#),
                    "position idx not match position mode"),
                Check(
                    order(btcusdt, #""qty":"1001","price":"90000.1","reduceOnly":true"#),
                    "The number of contracts exceeds maximum limit allowed: too large"),
                Check(
                    order(btcusdt, #""qty":"900","price":"90000.1","reduceOnly":true"#),
                    "orderQty will be truncated to zero"),
                Check(order(btcusdt, #""qty":"900","price":"90000.1""#), "Order price exceeds the allowable range."),
                Check(order(btcusdt, #""qty":"900","price":"60000""#), "ab not enough for new order"),
                Check(order(btcusdt, #""qty":"1","price":"60000""#), "OK"),
            ]),
        List(
            path: "order/amend",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(nope, "params error: orderId invalid"),
                Check(#"\#(nope),"orderLinkId":"mine","price":"x""#, "params error: price invalid"),
                Check(#"\#(nope),"orderLinkId":"mine","qty":"x""#, "params error: qty invalid"),
                Check(#"\#(nope),"orderLinkId":"mine","qty":"900""#, "Not supported symbols"),
                Check(#"\#(btcusdt),"orderLinkId":"yours","qty":"900""#, "order not exists or too late to cancel"),
                Check(#"\#(btcusdt),"orderLinkId":"mine","qty":"900""#, "ab not enough for new order"),
                Check(
                    #"\#(btcusdt),"orderLinkId":"mine","qty":"0.1""#,
                    "The order remains unchanged as the parameters entered match the existing ones."),
                Check(#"\#(btcusdt),"orderLinkId":"mine","qty":"0.2""#, "OK"),
            ]),
        List(
            path: "order/cancel",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(nope, "params error: orderId invalid"),
                Check(#"\#(nope),"orderLinkId":"mine""#, "Not supported symbols"),
                Check(#"\#(btcusdt),"orderId":"x","orderLinkId":"mine""#, "order not exists or too late to cancel"),
                Check(#"\#(btcusdt),"orderLinkId":"mine""#, "OK"),
            ]),
        List(
            path: "order/cancel-all",
            checks: [
                Check(#""orderFilter":"All""#, "params error: category invalid"),
                Check(#""category":"linear","orderFilter":"All""#, "params error: symbol invalid"),
                Check(#"\#(nope),"orderFilter":"All""#, "params error: orderFilter invalid"),
                Check(nope, "Not supported symbols"),
                Check(btcusdt, "OK"),
            ]),
        List(
            path: "position/set-leverage",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(nope, "params error: buyLeverage invalid"),
                Check(#"\#(nope),"buyLeverage":"500""#, "params error: sellLeverage invalid"),
                Check(#"\#(nope),"buyLeverage":"500","sellLeverage":"400""#, "Not supported symbols"),
                Check(#"\#(btcusdt),"buyLeverage":"500","sellLeverage":"400""#, "params error: sellLeverage invalid"),
                Check(#"\#(btcusdt),"buyLeverage":"500","sellLeverage":"500""#, "params error: buyLeverage invalid"),
                Check(#"\#(btcusdt),"buyLeverage":"10","sellLeverage":"10""#, "leverage not modified"),
                Check(#"\#(btcusdt),"buyLeverage":"20","sellLeverage":"20""#, "OK"),
            ]),
        List(
            path: "position/switch-mode",
            checks: [
                Check(#""mode":9"#, "params error: category invalid"),
                Check(#""category":"linear","mode":9"#, "params error: coin invalid"),
                Check(#"\#(nope),"mode":9"#, "params error: position_mode invalid"),
                Check(#"\#(nope),"mode":0"#, "Not supported symbols"),
                Check(#"\#(btcusdt),"mode":0"#, "Position mode is not modified"),
                Check(
                    #"\#(btcusdt),"mode":3"#, "You have existing open orders, so the position mode cannot be switched."),
                Check(#""category":"linear","symbol":"ETHUSDT","mode":3"#, "OK"),
            ]),
        List(
            path: "position/add-margin",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(nope, "params error: margin invalid"),
                Check(#"\#(nope),"margin":"0","positionIdx":9"#, "params error: positionIdx invalid"),
                Check(#"\#(nope),"margin":"0","positionIdx":1"#, "Not supported symbols"),
                Check(#"\#(btcusdt),"margin":"0","positionIdx":1"#, "position idx not match position mode"),
                Check(#"\#(btcusdt),"margin":"0""#, "Margin has not been modified."),
                Check(#"\#(btcusdt),"margin":"1""#, "The position is in cross margin mode."),
            ]),
        List(
            path: "position/set-auto-add-margin",
            checks: [
                Check(#""category":"inverse""#, "Illegal category"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(#"\#(nope),"autoAddMargin":2,"positionIdx":9"#, "params error: autoAddMargin invalid"),
                Check(#"\#(nope),"autoAddMargin":1,"positionIdx":9"#, "params error: positionIdx invalid"),
                Check(#"\#(nope),"autoAddMargin":1,"positionIdx":1"#, "Not supported symbols"),
                Check(#"\#(btcusdt),"autoAddMargin":1,"positionIdx":1"#, "position idx not match position mode"),
                Check(#"\#(btcusdt),"autoAddMargin":1"#, "Only isolated mode can set auto-add-margin"),
            ]),
        List(
            path: "position/trading-stop",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(#"\#(nope),"positionIdx":9,"tpslMode":"Half""#, "params error: positionIdx invalid"),
                Check(#"\#(nope),"positionIdx":1,"tpslMode":"Half""#, "params error: tpslMode invalid"),
                Check(#"\#(nope),"positionIdx":1,"takeProfit":"x""#, "params error: takeProfit invalid"),
                Check(#"\#(nope),"positionIdx":1,"takeProfit":"1""#, "Not supported symbols"),
                Check(#"\#(btcusdt),"positionIdx":1,"takeProfit":"1""#, "position idx not match position mode"),
                Check(#"\#(btcusdt),"positionIdx":0,"takeProfit":"1""#, "can not set tp/sl/ts for zero position"),
            ]),
        List(
            path: "position/set-risk-limit",
            checks: [
                Check("", "params error: category invalid"),
                Check(#""category":"linear""#, "params error: symbol invalid"),
                Check(#"\#(nope),"positionIdx":9"#, "params error: riskId invalid"),
                Check(#"\#(nope),"riskId":99,"positionIdx":9"#, "params error: positionIdx invalid"),
                Check(#"\#(nope),"riskId":99,"positionIdx":1"#, "Not supported symbols"),
                Check(#"\#(btcusdt),"riskId":99,"positionIdx":1"#, "position idx not match position mode"),
                Check(#"\#(btcusdt),"riskId":99"#, "Non-existing risk limit info, please check the risk limit rules."),
                Check(#"\#(btcusdt),"riskId":1"#, "RiskId not modified"),
                Check(#"\#(btcusdt),"riskId":2"#, "OK"),
            ]),
        List(
            path: "asset/transfer/inter-transfer",
            checks: [
                Check(#""transferId":"1""#, "params error: transferId invalid"),
                Check(transferID, "params error: coin invalid"),
                Check(#"\#(transferID),"coin":"DOGE""#, "params error: amount invalid"),
                Check(#"\#(transferID),"coin":"DOGE","amount":"0.000000001""#, "Amount accuracy error"),
                Check(#"\#(transferID),"coin":"DOGE","amount":"99""#, "params error: fromAccountType invalid"),
                Check(
                    #"\#(transferID),"coin":"DOGE","amount":"99","fromAccountType":"FUND","toAccountType":"FUND""#,
                    "fromAccountType can't be the same as toAccountType"),
                Check(
                    #"\#(transferID),"coin":"DOGE","amount":"99","fromAccountType":"SPOT","toAccountType":"UNIFIED""#,
                    "Forbid transfer"),
            ]),
    ]

    private static let transferID = #""transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16""#

    @Test("Of several mistakes the first in the endpoint's order is named", arguments: lists)
    func order(list: List) {
        let venue = TestVenue()
        let owner = venue.open(.uta2, usdt: "100000")
        _ = venue.create(owner, ["orderLinkId": #""mine""#])
        for check in list.checks {
            #expect(venue.post("/v5/\(list.path)", "{\(check.members)}", as: owner).message == check.answer)
        }
    }
}
