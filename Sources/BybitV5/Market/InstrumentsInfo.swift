import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/instruments-info`. https://bybit-exchange.github.io/docs/v5/market/instrument
///
/// Products that this venue does not list, and contracts not yet launched, are an empty list: clients ask for them when
/// they load their markets.
struct InstrumentsInfo: PublicCall {
    private let category: Category
    private let symbol: String?
    private let baseCoin: String?
    private let symbolType: String?
    private let isTrading: Bool
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.category()
        symbol = try parameters.text("symbol")
        baseCoin = try parameters.text("baseCoin")
        symbolType = try parameters.text("symbolType")
        isTrading = try parameters.text("status") ?? "Trading" == "Trading"
        limit = try parameters.limit(upTo: 1_000, default: 500)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let page = Page(
            of: try instruments(in: desk.engine), limit: limit, after: cursor, key: { UInt64($0.index) },
            isFalling: false, ending: .withLastRow)
        var rows: [InstrumentRow] = []
        for instrument in page.rows {
            guard let row = InstrumentRow(instrument, in: desk.engine) else { continue }
            rows.append(row)
        }
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for row in rows {
                    list.object { json in
                        row.write(to: &json)
                        json.member("forbidUplWithdrawal", false)
                    }
                }
            }
        }
    }

    /// A base coin gives all of its contracts, whatever the category says. No contract here is of a special symbol type.
    private func instruments(in engine: borrowing Engine) throws(ReturnCode) -> [InstrumentID] {
        guard category.payoff != nil, isTrading, symbolType == nil else { return [] }
        guard let baseCoin, symbol == nil else { return try engine.contracts(category, symbol: symbol) }
        var instruments: [InstrumentID] = []
        for instrument in engine.contracts(.linear) + engine.contracts(.inverse) {
            if engine[instrument].base.text == baseCoin { instruments.append(instrument) }
        }
        return instruments.sorted { $0.index < $1.index }
    }
}

/// `GET /v5/account/instruments-info`. https://bybit-exchange.github.io/docs/v5/account/instrument
struct AccountInstruments: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String?
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.category()
        guard category != .option else { throw .illegalCategory }
        symbol = try parameters.text("symbol")
        limit = try parameters.limit(upTo: 200, default: 200)
        cursor = try parameters.cursor()
    }

    /// Those that the account may trade. Nobody is a market maker here.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var mine: [InstrumentID] = []
        for instrument in try desk.engine.contracts(category, symbol: symbol)
        where account.trades(instrument, in: desk.engine) { mine.append(instrument) }
        let page = Page(
            of: mine, limit: limit, after: cursor, key: { UInt64($0.index) }, isFalling: false, ending: .withLastRow)
        let rows = page.rows.compactMap { InstrumentRow($0, in: desk.engine) }
        return Answer { result in
            result.member("category", category.rawValue)
            if category.payoff != nil { result.member("nextPageCursor", page.nextCursor) }
            result.memberArray("list") { list in
                for row in rows {
                    list.object { json in
                        row.write(to: &json)
                        json.member("isPublicRpi", false)
                        json.member("myRpiPermission", false)
                    }
                }
            }
        }
    }
}

extension Instrument {
    /// Prices are shown with as many decimals as the tick, and two at least.
    var priceScale: Int { max(2, tick.decimals) }
}

/// The rules of a contract as the venue shows them.
struct InstrumentRow {
    private let id: InstrumentID
    private let instrument: Instrument
    private let settleCoin: String
    private let maxLeverage: Leverage

    init?(_ id: InstrumentID, in engine: borrowing Engine) {
        guard let terms = engine.terms(id, .bybit) else { return nil }
        self.id = id
        instrument = engine[id]
        settleCoin = engine.settleCoin(id)
        maxLeverage = terms.maxLeverage
    }

    func write(to row: inout JSONWriter) {
        row.member("symbol", instrument.symbol.text)
        row.member("symbolId", Int(id.index) + 1)
        row.member("contractType", instrument.payoff == .linear ? "LinearPerpetual" : "InversePerpetual")
        row.member("status", "Trading")
        row.member("baseCoin", instrument.base.text)
        row.member("quoteCoin", instrument.quote.text)
        row.member("symbolType", "")
        row.member("launchTime", "0")
        row.member("deliveryTime", "0")
        row.member("deliveryFeeRate", "")
        row.member("priceScale", "\(instrument.priceScale)")
        row.memberObject("leverageFilter") { filter in
            filter.member("minLeverage", "1")
            filter.member("maxLeverage", maxLeverage.textInHundredths)
            filter.member("leverageStep", "0.01")
        }
        row.memberObject("priceFilter") { filter in
            filter.member("minPrice", instrument.minPrice.text(decimals: instrument.priceScale))
            filter.member("maxPrice", instrument.maxPrice.text(decimals: instrument.priceScale))
            filter.member("tickSize", instrument.tick.text(decimals: instrument.priceScale))
        }
        row.memberObject("lotSizeFilter") { filter in
            filter.member("maxOrderQty", instrument.maxLimitQuantity.text(decimals: instrument.step.decimals))
            filter.member("maxMktOrderQty", instrument.maxMarketQuantity.text(decimals: instrument.step.decimals))
            filter.member("minOrderQty", instrument.minQuantity.text(decimals: instrument.step.decimals))
            filter.member("qtyStep", instrument.step.text)
            filter.member("postOnlyMaxOrderQty", instrument.maxLimitQuantity.text(decimals: instrument.step.decimals))
            filter.member("minNotionalValue", instrument.minNotional.text)
        }
        row.member("unifiedMarginTrade", true)
        row.member("fundingInterval", instrument.fundingIntervalMs / 60_000)
        row.member("settleCoin", settleCoin)
        row.member("copyTrading", "none")
        row.member("upperFundingRate", instrument.fundingRateCap.text)
        row.member("lowerFundingRate", (-instrument.fundingRateCap).text)
        row.member("displayName", "")
        row.member("isPreListing", false)
        row.memberNull("preListingInfo")
        row.memberObject("riskParameters") { risk in
            risk.member("priceLimitRatioX", instrument.priceLimitRatio.text)
            risk.member("priceLimitRatioY", instrument.priceLimitRatio.text)
        }
    }
}
