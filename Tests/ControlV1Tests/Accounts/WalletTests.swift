import Testing
import Wire

@Suite("Money")
struct WalletTests {
    @Test("Money goes into and out of the wallet named; more than there is does not leave")
    func money() throws {
        var control = try TestControl()
        let path = "/accounts/100002"
        let deposited = try control.call(
            "POST", "\(path)/deposits", #"{"asset":"BTC","amount":"0.5","wallet":"inverse"}"#)
        #expect(deposited["balance"] == "5.5")
        #expect(try control.call("POST", "\(path)/deposits", #"{"asset":"BTC","amount":"2"}"#)["balance"] == "2")
        let withdrawn = try control.call("POST", "\(path)/withdrawals", #"{"asset":"USDT","amount":"1"}"#)
        #expect(withdrawn["balance"] == "99999")
        let tooMuch = try control.call("POST", "\(path)/withdrawals", #"{"asset":"USDT","amount":"100000"}"#)
        #expect(tooMuch.status == 409)
        #expect(tooMuch.errorCode == "insufficientBalance")
    }

    @Test("WALLET-12: the funding wallet takes money when it is named; ZTDX has none")
    func funding() throws {
        var control = try TestControl()
        let body = #"{"asset":"USDT","amount":"5","wallet":"funding"}"#
        #expect(try control.call("POST", "/accounts/100001/deposits", body)["balance"] == "5")
        #expect(try control.call("POST", "/accounts/100004/deposits", body)["balance"] == "5")
        #expect(try control.call("POST", "/accounts/100001/withdrawals", body)["balance"] == "0")
        #expect(try control.call("POST", "/accounts/100005/deposits", body).errorCode == "unknownWallet")
        let wallets = try control.call("GET", "/accounts/100002").json["marginAccounts"]?.elements
        #expect(wallets?.map { $0["wallet"]?.string } == ["main", "inverse", "funding"])
        let main = try control.call("GET", "/accounts/100001").json["marginAccounts"]?.elements?.first
        #expect(main?["pools"]?.elements?.first?["wallet"]?.string == "100000")
    }

    @Test("The insurance fund takes deposits and, negative, withdrawals, by either method")
    func insuranceFund() throws {
        var control = try TestControl()
        let path = "/insurance-fund"
        #expect(try control.call("PUT", path, #"{"asset":"BTC","amount":"1"}"#)["insuranceFund"] == "21")
        #expect(try control.call("POST", path, #"{"asset":"BTC","amount":"-20"}"#)["insuranceFund"] == "1")
    }
}
