import Testing

/// Calls that many tests make on the way to what they prove.
extension BitgetVenue {
    static let usdt = #""symbol":"BTCUSDT","productType":"USDT-FUTURES","marginCoin":"USDT""#

    mutating func setMode(_ mode: String, _ symbol: String = "BTCUSDT") throws -> Answer {
        try post(
            "account/set-margin-mode",
            #"{"symbol":"\#(symbol)","productType":"USDT-FUTURES","marginCoin":"USDT","marginMode":"\#(mode)"}"#)
    }

    mutating func setLeverage(_ parameters: String) throws -> Answer {
        try post("account/set-leverage", "{\(Self.usdt),\(parameters)}")
    }

    mutating func setMargin(_ amount: String, _ side: String = "long") throws -> Answer {
        try post("account/set-margin", #"{\#(Self.usdt),"amount":"\#(amount)","holdSide":"\#(side)"}"#)
    }

    mutating func setAssetMode(_ mode: String) throws -> Answer {
        try post("account/set-asset-mode", #"{"productType":"USDT-FUTURES","assetMode":"\#(mode)"}"#)
    }

    mutating func setPositionMode(_ mode: String) throws -> Answer {
        try post("account/set-position-mode", #"{"productType":"USDT-FUTURES","posMode":"\#(mode)"}"#)
    }

    /// A BTCUSDT order; `more` adds members or, being last, cannot replace any.
    mutating func place(
        _ side: String, _ size: String, price: String? = nil, mode: String = "isolated", _ more: String = ""
    ) throws -> Answer {
        let kind = price.map { #""orderType":"limit","price":"\#($0)""# } ?? #""orderType":"market""#
        let tail = more.isEmpty ? "" : ",\(more)"
        return try post(
            "order/place-order",
            #"{\#(Self.usdt),"marginMode":"\#(mode)","side":"\#(side)","size":"\#(size)",\#(kind)\#(tail)}"#)
    }

    /// Isolated BTCUSDT in one-way mode at 10x, with a long of 0.1 bought at 60000.1, one tick above mark.
    mutating func openIsolatedLong() throws {
        try #require(try setPositionMode("one_way_mode").isSuccess)
        try #require(try setMode("isolated").isSuccess)
        try #require(try setLeverage(#""leverage":"10""#).isSuccess)
        try #require(try place("buy", "0.1").isSuccess)
    }

    mutating func singleAccount() throws -> Answer {
        try get("account/account", "symbol=BTCUSDT&productType=USDT-FUTURES&marginCoin=USDT")
    }

    mutating func positions() throws -> Answer {
        try get("position/all-position", "productType=USDT-FUTURES&marginCoin=USDT")
    }
}
