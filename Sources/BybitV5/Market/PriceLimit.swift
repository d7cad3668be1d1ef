import Desks
import Dialects
import MarginEngine
import Wire

extension Instrument {
    /// The price of an order, moved to the band if it is beyond. ORDER-34.
    func withinBand(_ price: Price, _ side: Side) -> Price {
        let limit = limitPrice(for: side, atMark: mark)
        return side == .buy ? min(price, limit) : max(price, limit)
    }
}

/// The prices between which limit orders are taken. ORDER-14.
struct PriceLimit: Equatable {
    private let symbol: String
    private let highestBuy: String
    private let lowestSell: String

    init(_ instrument: Instrument) {
        symbol = instrument.symbol.text
        func text(_ side: Side) -> String {
            instrument.limitPrice(for: side, atMark: instrument.mark).text(decimals: instrument.priceScale)
        }
        highestBuy = text(.buy)
        lowestSell = text(.sell)
    }

    func write(to object: inout JSONWriter) {
        object.member("symbol", symbol)
        object.member("buyLmt", highestBuy)
        object.member("sellLmt", lowestSell)
    }
}

/// `GET /v5/market/price-limit`. https://bybit-exchange.github.io/docs/v5/market/order-price-limit
struct PriceLimits: PublicCall {
    private let category: Category
    private let symbol: String
    private let receivedMs: Int64

    init(_ parameters: Parameters) throws(ReturnCode) {
        let isCategoryGiven = try parameters.text("category") != nil
        category = isCategoryGiven ? try parameters.category() : .linear
        guard category != .option else { throw .illegalCategory }
        symbol = try parameters.required("symbol")
        receivedMs = parameters.receivedMs
    }

    /// Nothing is told of spot, which is not listed. HOUSE-15.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard let id = try desk.engine.contracts(category, symbol: symbol).first else { return Answer(message: "") }
        let limit = PriceLimit(desk.engine[id])
        return Answer(message: "") { result in
            limit.write(to: &result)
            result.member("ts", "\(receivedMs)")
        }
    }
}
