import MarginEngine
import Testing
import Wire

/// `asset/portfolio-margin`: MARGIN-15. https://bybit-exchange.github.io/docs/v5/asset/portfolio-margin
@Suite struct PortfolioMarginTests {
    private static let path = "/v5/asset/portfolio-margin"
    private let venue = TestVenue()

    private func points(_ ranges: JSON?) -> [String] {
        (ranges?["pnlRanges"]?.elements ?? []).map {
            "\($0.text("priceScale") ?? "") \($0["pnls"]?.elements?.first?.string ?? "")"
        }
    }

    @Test(
        "MARGIN-15: each term of a long of 0.04 BTC at 60,000 stands by itself: 10 % in eleven points, 0.03 % at index")
    func terms() throws {
        let owner = venue.open(.uta2, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "0.04", at: "60000")
        venue.apply(.setPrices(venue.instrument("BTCUSDT"), mark: decimal("60000"), index: decimal("60100")))
        let reply = venue.get(Self.path, "baseCoin=BTC", as: owner)
        #expect(reply.message == "Success")
        let row = try #require(reply.result?["assetPnlRange"]?.elements?.first)
        #expect(row.text("baseCoin") == "BTC")
        let expected = [
            "-0.1 -240.00000000", "-0.08 -192.00000000", "-0.06 -144.00000000", "-0.04 -96.00000000",
            "-0.02 -48.00000000", "0.0 0.00000000", "0.02 48.00000000", "0.04 96.00000000", "0.06 144.00000000",
            "0.08 192.00000000", "0.1 240.00000000",
        ]
        #expect(points(row["totalPnlRanges"]?["ALL"]) == expected)
        #expect(points(row["totalPnlRanges"]?["PERPETUAL"]) == expected)
        #expect(Set(points(row["totalPnlRanges"]?["OPTION"]).map { $0.split(separator: " ").last }) == ["0.00000000"])
        let position = try #require(row["perpPositionPnlRanges"]?.elements?.first)
        #expect(points(position) == expected)
        #expect(position.text("position") == "0.04")
        #expect(position.text("markPrice") == "60000.00000000")
        // 0.03 % of 0.04 * 60,100.
        #expect(row["contingency"]?.text("futureContingency") == "0.72120000")
        #expect(row["contingency"]?.text("contingencyComponents") == "0.72120000")
        #expect(row["asset"]?.text("assetMM") == "240.7212")
        #expect(row["asset"]?.text("assetIM") == "288.86544")
        #expect(row.text("maxLossPriceMove") == "-0.1")
        #expect(reply.result?["wallet"]?.text("accountMM") == "240.7212")
        #expect(venue.get(Self.path, "baseCoin=ETH", as: owner).result?["assetPnlRange"]?.elements?.isEmpty == true)
    }

    @Test(
        "MARGIN-15: a short of 1 BTC in USDT and a long of 1 BTC in USDC need their contingency of 0.03 % and no more")
    func hedged() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .sell, "1", at: "60000")
        let other = venue.open(.uta2, uid: 8)
        venue.deposit("100000", "USDC", to: other.account.main)
        venue.apply(
            .placeOrder(
                NewOrder(
                    marginAccount: other.account.main, instrument: venue.instrument("BTCPERP"), side: .sell,
                    kind: .limit,
                    timeInForce: .goodTillCancelled, quantity: decimal("1"), price: decimal("60000"))))
        venue.apply(
            .placeOrder(
                NewOrder(
                    marginAccount: owner.account.main, instrument: venue.instrument("BTCPERP"), side: .buy,
                    kind: .limit,
                    timeInForce: .immediateOrCancel, quantity: decimal("1"), price: decimal("60000"))))
        let row = try #require(venue.get(Self.path, as: owner).result?["assetPnlRange"]?.elements?.first)
        #expect(row["asset"]?.text("assetMM") == "36")
        #expect(row["perpPositionPnlRanges"]?.elements?.map { $0.text("position") } == ["-1", "1"])
        #expect(row.text("maxLossPriceMove") == "0")
    }
}
