import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/risk-limit`: the ladders of risk tiers, the lowest first.
/// https://bybit-exchange.github.io/docs/v5/market/risk-limit
struct RiskLimits: PublicCall {
    private static let symbolsOnPage = 15

    private let category: Category
    private let symbol: String?
    private let cursor: UInt64?

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.contractCategory()
        symbol = try parameters.text("symbol")
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let page = Page(
            of: try desk.engine.contracts(category, symbol: symbol), limit: Self.symbolsOnPage, after: cursor,
            key: { UInt64($0.index) }, isFalling: false, ending: .withLastRow)
        var ladders: [(symbol: String, tiers: [RiskTier])] = []
        for instrument in page.rows {
            guard let terms = desk.engine.terms(instrument, .bybit) else { continue }
            ladders.append((desk.engine[instrument].symbol.text, desk.engine.tiers(of: terms)))
        }
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for (symbol, tiers) in ladders {
                    for (index, tier) in tiers.enumerated() {
                        list.object { Self.write(tier, number: index + 1, of: symbol, to: &$0) }
                    }
                }
            }
        }
    }

    /// Rates are fractions, as clients take them, although the documented sample of inverse contracts is in percent.
    private static func write(_ tier: RiskTier, number: Int, of symbol: String, to row: inout JSONWriter) {
        let initialRate = mulDiv(unitsInOne, 100, Int128(max(tier.maxLeverage.hundredths, 1)), .up)
        row.member("id", number)
        row.member("symbol", symbol)
        row.member("riskLimitValue", tier.limit.text)
        row.member("maintenanceMargin", tier.maintenanceRate.text)
        row.member("initialMargin", Money(units: initialRate).text)
        row.member("isLowestRisk", number == 1 ? 1 : 0)
        row.member("maxLeverage", tier.maxLeverage.textInHundredths)
        row.member("mmDeduction", number == 1 ? "" : tier.deduction.text)
    }
}
