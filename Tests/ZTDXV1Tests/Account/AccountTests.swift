import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("The account")
struct AccountTests {
    @Test("ZTDX-MODE-13, ZTDX-MODE-14, ZTDX-MODE-15, ZTDX-MODE-23: all members, worked by hand")
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

    @Test("ZTDX-MODE-12: an empty account has no ratio and is normal")
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

    @Test("ZTDX-MODE-16: each rung of the status ladder holds to the last unit", arguments: ladder)
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
}
