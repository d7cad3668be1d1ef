import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("The account")
struct AccountTests {
    @Test("All members of the unified account, worked by hand")
    func unifiedAccount() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15170")
        try venue.setMark("59000")
        let reply = try venue.call("GET", "/api/v1/unified/account")
        #expect(reply.status == 200)
        let expected = [
            "margin_mode": "isolated", "wallet_balance": "170", "total_equity": "5170", "available_balance": "-9580",
            "total_initial_margin": "14750", "total_maintenance_margin": "4600", "total_unrealized_pnl": "-10000",
            "uni_mmr": "1.123913043478260869", "account_status": "reduce_only",
        ]
        for (name, value) in expected { #expect(reply.json[name]?.string == value, "\(name)") }
        #expect(reply.json.members?.count == expected.count)
    }

    @Test("An empty account has no ratio and is normal")
    func empty() throws {
        var venue = try TestVenue()
        let reply = try venue.call("GET", "/api/v1/unified/account")
        #expect(reply.json["uni_mmr"]?.isNull == true)
        #expect(reply["account_status"] == "normal")
        #expect(reply["total_equity"] == "0")
    }

    /// Equity is the wallet less 10,000 and maintenance margin 4,600, so the ratio is (wallet - 10,000) / 4,600.
    static let ladder = [
        ("19200.00000001", "normal"), ("19200", "warning_1"), ("16900.00000001", "warning_1"), ("16900", "warning_2"),
        ("15520.00000001", "warning_2"), ("15520", "reduce_only"), ("15290", "reduce_only"),
        ("15060", "reduce_only"),
    ]

    @Test("Each rung of the status ladder holds to the last unit", arguments: ladder)
    func status(_ wallet: String, _ status: String) throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: wallet)
        try venue.setMark("59000")
        let reply = try venue.switch(to: "unified")
        #expect(reply.status == 200)
        let account = try venue.call("GET", "/api/v1/account/margin-mode")
        #expect(account["account_status"] == status)
        #expect(account["margin_mode"] == "unified")
        #expect(account["uni_mmr"] == reply["uni_mmr"])
        #expect(account["available_balance"] == reply["available_balance"])
    }

    @Test("A ratio below 1.05 shows as liquidating in the preview")
    func liquidating() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15000")
        try venue.setMark("58960")
        let reply = try venue.call("GET", "/api/v1/unified/account")
        // Equity 15,000 - 10,400, maintenance margin 589,600 x 1 % - 1,300.
        #expect(reply["total_equity"] == "4600")
        #expect(reply["total_maintenance_margin"] == "4596")
        #expect(reply["uni_mmr"] == "1.000870322019147084")
        #expect(reply["account_status"] == "liquidating")
    }

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

    @Test("Positions are one-way only")
    func positionMode() throws {
        var venue = try TestVenue()
        let path = "/fapi/v1/positionSide/dual"
        #expect(try venue.call("GET", path)["dualSidePosition"] == "false")
        #expect(try venue.call("POST", path, "dualSidePosition=false").status == 200)
        let refused = try venue.call("POST", path, "dualSidePosition=true")
        #expect(refused.status == 400)
        #expect(refused.code == "-4059")
        #expect(try venue.call("POST", path).code == "-1102")
    }
}
