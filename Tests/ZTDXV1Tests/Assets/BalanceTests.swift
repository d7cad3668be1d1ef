import Testing
import Wire
import ZTDXV1

@Suite("Balances of the collateral asset")
struct BalanceTests {
    @Test("The balance list: all of the wallet, what is free of positions, what may be used")
    func balance() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let isolated = try #require(try venue.call("GET", "/fapi/v2/balance").json.elements?.first)
        #expect(isolated["asset"]?.string == "USDT")
        #expect(isolated["balance"]?.string == "20000")
        #expect(isolated["crossWalletBalance"]?.string == "5000")
        #expect(isolated["availableBalance"]?.string == "5000")
        _ = try venue.switch(to: "unified")
        try venue.setMark("59500")
        let unified = try #require(try venue.call("GET", "/fapi/v2/balance").json.elements?.first)
        #expect(unified["crossWalletBalance"]?.string == "20000")
        #expect(unified["crossUnPnl"]?.string == "-5000")
        #expect(unified["availableBalance"]?.string == "125")
    }

    @Test("The balances by token: what positions and resting orders leave, and what the orders hold")
    func balances() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let row = try #require(
            try venue.call("GET", "/api/v1/account/balances").json["balances"]?.elements?.first)
        #expect(row["token"]?.string == "USDT")
        #expect(row["available"]?.string == "5000")
        #expect(row["frozen"]?.string == "0")
    }
}
