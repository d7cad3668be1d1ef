import Desks
import MarginEngine
import Testing

/// The accounts that every contract is checked on.
enum Standing: CaseIterable, Sendable {
    /// Nothing was ever done with it.
    case empty
    /// Isolated, with a position, what resting and conditional orders are, trades and switches.
    case busy
    /// Unified, one of two positions just taken from it.
    case liquidated

    func venue() throws -> TestVenue {
        var venue = try TestVenue()
        switch self {
        case .empty: break
        case .busy: try Self.occupy(&venue)
        case .liquidated: try Self.liquidate(&venue)
        }
        return venue
    }

    private static func occupy(_ venue: inout TestVenue) throws {
        for mode in ["unified", "isolated"] { try #require(try venue.switch(to: mode).status == 200) }
        try venue.openLong(wallet: "25000")
        try venue.order("side=BUY&type=LIMIT&quantity=1&price=59500", as: .other)
        try venue.order("side=SELL&type=LIMIT&quantity=0.5&price=59500&reduceOnly=true")
        try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=59000&newClientOrderId=rests")
        try venue.order("side=SELL&type=STOP_MARKET&quantity=0.1&stopPrice=58000&newClientOrderId=waits")
        try venue.order("side=SELL&type=TAKE_PROFIT_MARKET&stopPrice=66000&closePosition=true")
        try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=58500&newClientOrderId=gone")
        let path = "/fapi/v1/order"
        try #require(
            try venue.call("DELETE", path, "symbol=BTCUSDT&origClientOrderId=gone").status == 200)
    }

    /// 10 BTC at 60,000 and 1 ETH at 3,000 against 45,000. At 55,900 equity is 4,000 and maintenance margin 4,302.
    private static func liquidate(_ venue: inout TestVenue) throws {
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.openLong(wallet: "45000")
        for (side, caller) in [("SELL", Caller.other), ("BUY", .demo)] {
            let ether = "symbol=ETHUSDT&side=\(side)&type=LIMIT&quantity=1&price=3000"
            try #require(try venue.call("POST", "/fapi/v1/order", ether, as: caller).status == 200)
        }
        try venue.order("side=BUY&type=LIMIT&quantity=0.01&price=57500&newClientOrderId=rests")
        try venue.setMark("55900")
    }
}
