import EngineSupport
import MarginEngine
import TestSupport

extension Coverage {
    /// Counts a command with its outcome by account family, and the steps of liquidations.
    mutating func note(_ command: Command, _ outcome: Outcome, _ engine: borrowing Engine) {
        let family = command.marginAccount.flatMap { account in
            Laws.marginAccounts(engine).contains(account) ? "\(engine[engine.owner(of: account)].family)" : nil
        }
        note("\(command.name) \(family ?? "-") \(outcome.name)")
        for case .liquidation(let step) in engine.events { note("liquidation \(step.kind)") }
    }
}

extension Command {
    /// Its kind; adding margin and taking it are two.
    var name: String {
        switch self {
        case .listAsset: "listAsset"
        case .listInstrument: "listInstrument"
        case .setContractTerms: "setContractTerms"
        case .openAccount: "openAccount"
        case .deposit: "deposit"
        case .withdraw: "withdraw"
        case .transfer: "transfer"
        case .fundInsurance: "fundInsurance"
        case .setPortfolioTerms: "setPortfolioTerms"
        case .setLoanTerms: "setLoanTerms"
        case .repay: "repay"
        case .setPrices: "setPrices"
        case .setFundingRate: "setFundingRate"
        case .setBookOnly: "setBookOnly"
        case .advance: "advance"
        case .setAccountMarginMode(_, let mode): "setAccountMarginMode(\(mode))"
        case .setSymbolMarginMode(_, _, let mode, _): "setSymbolMarginMode(\(mode))"
        case .adjustMargin(_, _, _, let amount): amount < .zero ? "takeMargin" : "addMargin"
        case .setAutoAddMargin: "setAutoAddMargin"
        case .setLeverage: "setLeverage"
        case .setMarginRegime(_, let regime): "setMarginRegime(\(regime))"
        case .setCollateralSwitch(_, _, let isOn): "setCollateralSwitch(\(isOn))"
        case .setCollateralLimit: "setCollateralLimit"
        case .setAccountKind(_, let kind): "setAccountKind(\(kind))"
        case .setPositionStops: "setPositionStops"
        case .setPositionMode: "setPositionMode"
        case .placeOrder: "placeOrder"
        case .amendOrder: "amendOrder"
        case .cancelOrder: "cancelOrder"
        case .cancelAllOrders: "cancelAllOrders"
        }
    }

    var marginAccount: MarginAccountID? {
        switch self {
        case .deposit(let account, _, _), .withdraw(let account, _, _), .transfer(let account, _, _, _),
            .setAccountMarginMode(let account, _), .setSymbolMarginMode(let account, _, _, _),
            .adjustMargin(let account, _, _, _), .setAutoAddMargin(let account, _, _, _),
            .setLeverage(let account, _, _), .setPositionMode(let account, _, _),
            .setPositionStops(let account, _, _, _, _, _, _), .amendOrder(let account, _, _, _, _, _, _, _),
            .setMarginRegime(let account, _), .repay(let account, _, _), .setCollateralSwitch(let account, _, _),
            .cancelOrder(let account, _), .cancelAllOrders(let account, _):
            account
        case .placeOrder(let order): order.marginAccount
        case .listAsset, .listInstrument, .setContractTerms, .setPortfolioTerms, .setLoanTerms, .openAccount,
            .fundInsurance, .setPrices, .setFundingRate, .setBookOnly, .setCollateralLimit, .setAccountKind, .advance:
            nil
        }
    }
}
