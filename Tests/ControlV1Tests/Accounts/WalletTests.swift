import Testing

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

    @Test("The insurance fund takes deposits and, negative, withdrawals, by either method")
    func insuranceFund() throws {
        var control = try TestControl()
        let path = "/insurance-fund"
        #expect(try control.call("PUT", path, #"{"asset":"BTC","amount":"1"}"#)["insuranceFund"] == "21")
        #expect(try control.call("POST", path, #"{"asset":"BTC","amount":"-20"}"#)["insuranceFund"] == "1")
    }
}
