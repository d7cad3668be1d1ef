import MarginEngine

/// The group of contracts that a call is about.
enum ProductType: String, CaseIterable {
    case usdtFutures = "USDT-FUTURES"
    case usdcFutures = "USDC-FUTURES"
    case coinFutures = "COIN-FUTURES"
    // The demo products, on coins of their own: `SBTCSUSDT`, margined in `SUSDT`. Clients still ask for them when they
    // load markets.
    case demoUSDTFutures = "SUSDT-FUTURES"
    case demoUSDCFutures = "SUSDC-FUTURES"
    case demoCoinFutures = "SCOIN-FUTURES"

    /// The product type an instrument is traded under; nil for a linear contract in another coin.
    init?(_ instrument: Instrument, settledIn coin: String) {
        switch (instrument.payoff, coin) {
        case (.inverse, _): self = instrument.quote.text == "SUSD" ? .demoCoinFutures : .coinFutures
        case (.linear, "USDT"): self = .usdtFutures
        case (.linear, "USDC"): self = .usdcFutures
        case (.linear, "SUSDT"): self = .demoUSDTFutures
        case (.linear, "SUSDC"): self = .demoUSDCFutures
        default: return nil
        }
    }

    /// The one coin that settles all contracts of a linear product.
    var settleCoin: String? {
        switch self {
        case .usdtFutures: "USDT"
        case .usdcFutures: "USDC"
        case .demoUSDTFutures: "SUSDT"
        case .demoUSDCFutures: "SUSDC"
        case .coinFutures, .demoCoinFutures: nil
        }
    }
}

extension Parameters {
    /// The product type, in any case; an unknown one is refused as if it were missing, with its value, as captured.
    func productType() throws(Failure) -> ProductType {
        let text = try required("productType").uppercased()
        guard let type = ProductType(rawValue: text) else { throw .empty(text) }
        return type
    }

    /// The product type of a market call, where a missing one has an answer of its own.
    func marketProductType() throws(Failure) -> ProductType {
        guard try text("productType") != nil else { throw .verificationFailed }
        return try productType()
    }
}
