import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("What an account earned and paid")
struct IncomeTests {
    @Test("Income has a row for each cause: deposits, profits, fees, funding")
    func income() throws {
        var venue = try TestVenue.traded()
        try venue.desk.accept(.advance(toMs: 1_700_006_400_000))
        let path = "/fapi/v1/income"
        let rows = try #require(try venue.call("GET", path).json.elements)
        #expect(rows.first?["incomeType"]?.string == "TRANSFER")
        #expect(rows.first?["income"]?.string == "100000")
        #expect(rows.last?["incomeType"]?.string == "FUNDING_FEE")
        // 1.5 long at 60,000 and 0.01 %.
        #expect(rows.last?["income"]?.string == "-9")
        let profits = try venue.call("GET", path, "symbol=BTCUSDT&incomeType=REALIZED_PNL").json.elements
        #expect(profits?.compactMap { $0["income"]?.string } == ["75"])
        #expect(try venue.call("GET", path, "incomeType=COMMISSION").json.elements?.count == 3)
        #expect(try venue.call("GET", path, "limit=1").json.elements?.first?["incomeType"]?.string == "FUNDING_FEE")
        #expect(try venue.call("GET", path, "incomeType=GIFT").code == "-1130")
        #expect(try venue.call("GET", path, "symbol=NOPE").code == "-1121")
    }

    @Test("The fee rates are those of the account's terms")
    func fees() throws {
        var venue = try TestVenue()
        let reply = try venue.call("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT")
        #expect(reply["takerCommissionRate"] == "0")
        #expect(try venue.call("GET", "/fapi/v1/commissionRate").code == "-1102")
    }
}
