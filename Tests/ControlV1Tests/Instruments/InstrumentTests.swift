import Desks
import MarginEngine
import Testing
import Wire

@Suite("Instruments")
struct InstrumentTests {
    @Test("A price is set for mark and index, or for both at once")
    func prices() throws {
        var control = try TestControl()
        let path = "/instruments/BTCUSDT/prices"
        let both = try control.call("PUT", path, #"{"mark":"59000"}"#)
        #expect(both["mark"] == "59000")
        #expect(both["index"] == "59000")
        let apart = try control.call("PUT", path, #"{"mark":"59000","index":"59100"}"#)
        #expect(apart["mark"] == "59000")
        #expect(apart["index"] == "59100")
    }

    @Test("HOUSE-8: the funding rate is 0.0001 until it is set, within the instrument's cap")
    func fundingRate() throws {
        var control = try TestControl()
        func rates() throws -> Set<String?> {
            let rows = try control.call("GET", "/instruments").json["instruments"]?.elements ?? []
            return Set(rows.map { $0["fundingRate"]?.string })
        }
        #expect(try rates() == ["0.0001"])
        // The cap of BTCUSDT is 0.00375.
        let path = "/instruments/BTCUSDT"
        #expect(try control.call("PUT", path, #"{"fundingRate":"0.00375"}"#)["fundingRate"] == "0.00375")
        #expect(try control.call("PUT", path, #"{"fundingRate":"0.00375001"}"#).errorCode == "rateOutOfRange")
        #expect(try rates() == ["0.0001", "0.00375"])
    }

    @Test("Funding rate and house quotes are changed one by one")
    func instrument() throws {
        var control = try TestControl()
        #expect(try control.call("PUT", "/instruments/BTCUSDT", #"{"fundingRate":"-0.001"}"#)["bookOnly"] == "false")
        let reply = try control.call("PUT", "/instruments/BTCUSDT", #"{"bookOnly":true}"#)
        #expect(reply["bookOnly"] == "true")
        #expect(reply["fundingRate"] == "-0.001")
        let id = control.desk.engine.instrument(named: "BTCUSDT")
        let depth = control.desk.engine.depth(try #require(id), .buy, limit: 1)
        #expect(depth.isEmpty)
    }

    @Test("COLLATERAL-9: how much of a coin the venue takes as collateral is shown and set")
    func collateralLimit() throws {
        var control = try TestControl()
        func limit(_ asset: String) throws -> String? {
            try control.call("GET", "/assets").json["assets"]?.elements?
                .first { $0["asset"]?.string == asset }?["collateralLimit"]?.string
        }
        #expect(try limit("BTC") == "distant")
        let set = try control.call("PUT", "/assets/BTC", #"{"collateralLimit":"reached"}"#)
        #expect(set["collateralLimit"] == "reached")
        #expect(try limit("BTC") == "reached")
        #expect(try limit("ETH") == "distant")
        #expect(try control.call("PUT", "/assets/BTC", #"{"collateralLimit":"2"}"#).status == 400)
        #expect(try control.call("PUT", "/assets/NONE", #"{"collateralLimit":"near"}"#).status == 404)
    }

    @Test("MARGIN-15: portfolio terms are shown for each base coin, and set")
    func portfolioTerms() throws {
        var control = try TestControl()
        func terms(_ base: String) throws -> JSON? {
            try control.call("GET", "/portfolio-terms").json["portfolioTerms"]?.elements?
                .first { $0["base"]?.string == base }
        }
        #expect(try terms("BTC")?["range"]?.string == "0.1")
        #expect(try terms("BTC")?["futureContingency"]?.string == "0.0003")
        let path = "/portfolio-terms/BTC"
        let set = try control.call(
            "PUT", path, #"{"range":"0.2","futureContingency":"0.001","spreadContingency":"0.01"}"#)
        #expect(set["spreadContingency"] == "0.01")
        #expect(try terms("BTC")?["range"]?.string == "0.2")
        #expect(try terms("BTC")?["deltaContingency"]?.string == "0")
        let wide = try control.call("PUT", path, #"{"range":"1.1","futureContingency":"0"}"#)
        #expect(wide.errorCode == "invalidDefinition")
        #expect(try control.call("PUT", path, #"{"range":"0.1"}"#).status == 400)
        #expect(
            try control.call("PUT", "/portfolio-terms/NONE", #"{"range":"1","futureContingency":"0"}"#).status == 404)
    }

    private static func loan(rate: String = "0.00002", initial: String = "0.25") -> String {
        #"{"hourlyRate":"\#(rate)","maxAmount":"5","freeLimit":"0","conversionLimit":"300000","conversionOrder":7,"#
            + #""tiers":[{"limit":"4","maintenanceRate":"0.04","initialRate":"\#(initial)"}]}"#
    }

    @Test("BORROW-6: the default venue lends four coins, BTC on the terms of the venue's pages")
    func defaultLoans() throws {
        var control = try TestControl()
        let rows = try control.call("GET", "/loan-terms").json["loanTerms"]?.elements ?? []
        #expect(rows.map { $0["asset"]?.string } == ["USDT", "USDC", "BTC", "ETH"])
        let bitcoin = try #require(rows.dropFirst(2).first)
        #expect(bitcoin["hourlyRate"]?.string == "0.000000503043")
        #expect(bitcoin["maxAmount"]?.string == "300")
        #expect(bitcoin["conversionOrder"]?.numberText == "3")
        let tiers = bitcoin["tiers"]?.elements ?? []
        #expect(tiers.map { $0["limit"]?.string } == ["390", "391", "392", "393"])
        #expect(tiers.map { $0["initialRate"]?.string } == ["0.2", "0.25", "0.33333333", "0.5"])
        #expect(Set(tiers.map { $0["maintenanceRate"]?.string }) == ["0.04"])
    }

    @Test("BORROW-6: loan terms are set whole, and refused beyond their bounds")
    func setLoans() throws {
        var control = try TestControl()
        let set = try control.call("PUT", "/loan-terms/ETH", Self.loan(rate: "0.0000150212200001"))
        #expect(set["hourlyRate"] == "0.0000150212200001")
        #expect(set["conversionOrder"] == "7")
        let ether = control.desk.engine.asset(named: "ETH")
        let tiers = control.desk.engine.loanTerms(of: try #require(ether))?.tiers
        #expect(tiers?.map(\.initialRate) == [Rate(units: 25_000_000)])
        #expect(try control.call("PUT", "/loan-terms/ETH", Self.loan(initial: "1.1")).errorCode == "invalidDefinition")
        #expect(try control.call("PUT", "/loan-terms/ETH", Self.loan(rate: "0.00000000000000001")).status == 400)
        #expect(try control.call("PUT", "/loan-terms/ETH", #"{"hourlyRate":"0"}"#).status == 400)
        #expect(try control.call("PUT", "/loan-terms/DOGE", Self.loan()).status == 404)
    }
}
