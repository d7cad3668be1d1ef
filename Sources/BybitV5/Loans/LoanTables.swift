import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/spot-margin-trade/position-tiers`: what loans add to the margins; open to everybody. BYBIT-CALL-27.
/// https://bybit-exchange.github.io/docs/v5/spot-margin-uta/position-tiers
struct LoanTiers: PublicCall {
    private let currency: String?

    init(_ parameters: Parameters) throws(ReturnCode) { currency = try parameters.text("currency") }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [(coin: String, tiers: [LoanTier])] = []
        for asset in try desk.engine.assets(named: currency) {
            guard let terms = desk.engine.loanTerms(of: asset) else { continue }
            rows.append((desk.engine[asset].name.text, terms.tiers))
        }
        return Answer { result in
            result.memberArray("list") { list in
                for (coin, tiers) in rows {
                    list.object { row in
                        row.member("currency", coin)
                        row.memberArray("positionTiersRatioList") { list in
                            for (index, tier) in tiers.enumerated() {
                                list.object { tier.write(to: &$0, number: index + 1) }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension LoanTier {
    fileprivate func write(to row: inout JSONWriter, number: Int) {
        row.member("tier", "\(number)")
        row.member("borrowLimit", limit.text)
        row.member("positionMMR", maintenanceRate.text)
        row.member("positionIMR", initialRate.text)
        row.member("maxLeverage", "\(maxLeverage)")
    }
}

/// `GET /v5/spot-margin-trade/collateral`: what of a coin counts as collateral, by quantity; open to everybody.
/// https://bybit-exchange.github.io/docs/v5/spot-margin-uta/tier-collateral-ratio
struct CollateralRatios: PublicCall {
    private let currency: String?

    init(_ parameters: Parameters) throws(ReturnCode) { currency = try parameters.text("currency") }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [(coin: String, steps: [CollateralStep])] = []
        for asset in try desk.engine.assets(named: currency) {
            let steps = desk.engine.collateralSteps(of: asset)
            rows.append(
                (desk.engine[asset].name.text, steps.isEmpty ? [CollateralStep(limit: nil, ratio: .one)] : steps))
        }
        return Answer { result in
            result.memberArray("list") { list in
                for (coin, steps) in rows {
                    list.object { row in
                        row.member("currency", coin)
                        row.memberArray("collateralRatioList") { Self.write(steps, to: &$0) }
                    }
                }
            }
        }
    }

    private static func write(_ steps: [CollateralStep], to list: inout JSONWriter) {
        var lower = Money.zero
        for step in steps {
            list.object { row in
                row.member("minQty", lower.text)
                row.member("maxQty", step.limit?.text ?? "")
                row.member("collateralRatio", step.ratio.text)
            }
            lower = step.limit ?? lower
        }
    }
}

/// `GET /v5/spot-margin-trade/data`: what loans cost; open to everybody. Nobody here is a VIP. BYBIT-CALL-26.
/// https://bybit-exchange.github.io/docs/v5/spot-margin-uta/vip-margin
struct LoanRates: PublicCall {
    private static let everybody = "No VIP"

    private let vipLevel: String
    private let currency: String?

    init(_ parameters: Parameters) throws(ReturnCode) {
        vipLevel = try parameters.text("vipLevel") ?? Self.everybody
        currency = try parameters.text("currency")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [(coin: String, terms: LoanTerms, ratio: Rate)] = []
        for asset in try desk.engine.assets(named: currency) {
            guard vipLevel == Self.everybody, let terms = desk.engine.loanTerms(of: asset) else { continue }
            let ratio = desk.engine.collateralSteps(of: asset).first?.ratio ?? .one
            rows.append((desk.engine[asset].name.text, terms, ratio))
        }
        return Answer(message: "success") { result in
            result.memberArray("vipCoinList") { list in
                guard !rows.isEmpty else { return }
                list.object { level in
                    level.memberArray("list") { list in for row in rows { list.object { Self.write(row, to: &$0) } } }
                    level.member("vipLevel", vipLevel)
                }
            }
        }
    }

    private static func write(_ coin: (coin: String, terms: LoanTerms, ratio: Rate), to row: inout JSONWriter) {
        row.member("borrowable", true)
        row.member("collateralRatio", coin.ratio.text)
        row.member("currency", coin.coin)
        row.member("hourlyBorrowRate", coin.terms.hourlyRate.text)
        row.member("liquidationOrder", "\(coin.terms.conversionOrder)")
        row.member("marginCollateral", true)
        row.member("maxBorrowingAmount", coin.terms.maxAmount.text)
    }
}
