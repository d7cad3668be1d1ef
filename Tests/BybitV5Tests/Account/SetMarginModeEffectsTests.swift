import MarginEngine
import Testing
import Wire

/// What an accepted `set-margin-mode` does to positions, orders and balances.
@Suite struct SetMarginModeEffectsTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// Long 1 BTC at 60,000 with 10x and an order for 0.5 more at 59,000; wallet 10,000 - 33 = 9,967.
    init() {
        owner = venue.open(.uta2, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        let order =
            #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.5","price":"59000"}"#
        #expect(venue.post("/v5/order/create", order, as: owner).isOK)
    }

    private func set(_ mode: String) {
        let reply = venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"\#(mode)"}"#, as: owner)
        #expect(reply.isOK)
    }

    private var position: JSON? {
        venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
    }

    private var wallet: JSON? { venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first }

    /// BYBIT-MODE-23, BYBIT-MODE-24, BYBIT-MODE-28, BYBIT-MODE-29.
    @Test("Regular to isolated posts V0/L and the closing fee; liquidation is the position's own")
    func toIsolated() {
        // Cross: margin balance 9,967; position 6,000 + 29.7, order 2,950 + 16.225 + 14.6025:
        // available 9,967 - 6,029.7 - 2,980.8275 = 956.4725.
        #expect(wallet?.text("totalAvailableBalance") == "956.4725")
        #expect(wallet?.text("totalInitialMargin") == "9010.5275")
        // Cash 9,967 - 2,980.8275 - closing fee 29.7 = 6,956.4725; (60,000 - 6,956.4725) / (1 - 0.005) = 53,310.07...
        #expect(position?.text("liqPrice") == "53310.1")
        set("ISOLATED_MARGIN")
        #expect(position?.text("size") == "1")
        #expect(position?.text("avgPrice") == "60000")
        #expect(position?.text("leverage") == "10")
        #expect(position?.text("positionBalance") == "6029.7")
        // (60,000 - 6,000) / (1 - 0.005) = 54,271.35..., up to the tick of 0.1.
        #expect(position?.text("liqPrice") == "54271.4")
        let coin = wallet?["coin"]?.elements?.first
        #expect(coin?.text("walletBalance") == "9967")
        #expect(coin?.text("totalPositionIM") == "6029.7")
        #expect(coin?.text("totalOrderIM") == "2980.8275")
        for name in ["accountIMRate", "accountMMRate", "totalInitialMargin", "totalAvailableBalance"] {
            #expect(wallet?.text(name) == "")
        }
        #expect(venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).list.count == 1)
    }

    /// BYBIT-MODE-24, BYBIT-MODE-26.
    @Test("A position at a loss posts the loss besides, and isolated to regular gives all of it back")
    func lossAndBack() {
        venue.setMark("BTCUSDT", "59500")
        set("ISOLATED_MARGIN")
        // 6,029.7 and the loss of 500; with 500 / (1 - 0.00055) = 500.27515... of added cash:
        // (60,000 - 6,500.27515) / 0.995 = 53,768.56...
        #expect(position?.text("positionBalance") == "6529.7")
        #expect(position?.text("positionIM") == "6029.7")
        #expect(position?.text("liqPrice") == "53768.6")
        set("REGULAR_MARGIN")
        // Cross, at mark: 59,500 / 10 + 29.7 = 5,979.7. Margin balance 9,967 - 500 = 9,467;
        // available 9,467 - 5,979.7 - 2,980.8275 = 506.4725.
        #expect(position?.text("positionBalance") == "5979.7")
        #expect(wallet?.text("totalAvailableBalance") == "506.4725")
        #expect(wallet?.text("totalMarginBalance") == "9467")
        // IM rate 8,960.5275 / 9,467; MM: 59,500 * 0.005 + 29.7 = 327.2, over 9,467. Both rounded up.
        #expect(wallet?.text("accountIMRate") == "0.94650127")
        #expect(wallet?.text("accountMMRate") == "0.03456217")
        #expect(wallet?["coin"]?.elements?.first?.text("walletBalance") == "9967")
    }

    @Test("BYBIT-MODE-23: portfolio mode hides what belongs to one position, and leverage comes back afterwards")
    func portfolioAndBack() {
        venue.deposit("10000", "USDT", to: owner.account.main)
        set("PORTFOLIO_MARGIN")
        for name in ["leverage", "positionIM", "positionMM", "liqPrice"] {
            #expect(position?.text(name) == "")
        }
        #expect(position?.text("riskLimitValue") == "0")
        #expect(position?.number("riskId") == 0)
        let coin = wallet?["coin"]?.elements?.first
        for name in ["totalOrderIM", "totalPositionIM", "totalPositionMM"] { #expect(coin?.text(name) == "") }
        // Portfolio risk of 1 BTC: 60,000 * 10 % + 60,000 * 0.03 % = 6,018.
        #expect(wallet?.text("totalMaintenanceMargin") == "6018")
        set("REGULAR_MARGIN")
        #expect(position?.text("leverage") == "10")
        #expect(position?.text("positionIM") == "6029.7")
        #expect(wallet?.text("totalAvailableBalance") == "10956.4725")
    }

    @Test("BYBIT-MODE-25: regular to isolated switches auto-add-margin off")
    func autoAddMargin() {
        set("ISOLATED_MARGIN")
        let auto = #"{"category":"linear","symbol":"BTCUSDT","autoAddMargin":1}"#
        #expect(venue.post("/v5/position/set-auto-add-margin", auto, as: owner).isOK)
        #expect(position?.number("autoAddMargin") == 1)
        set("REGULAR_MARGIN")
        set("ISOLATED_MARGIN")
        #expect(position?.number("autoAddMargin") == 0)
    }
}
