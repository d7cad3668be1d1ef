import Desks
import Dialects
import MarginEngine
import Wire

/// An instrument with the terms Bitget accounts trade it under.
struct Contract {
    let id: InstrumentID
    let instrument: Instrument
    let terms: ContractTerms
    let productType: ProductType
    /// The only coin its margin is in.
    let marginCoin: String
    /// How many positions an account may have open in its product type.
    static let maxPositions = FamilyRules.bitget.orders.maxPositions ?? .max

    var symbol: String { instrument.symbol.text }
}

extension Engine {
    /// The contract of an instrument; nil when Bitget accounts do not trade it.
    func contract(_ id: InstrumentID) -> Contract? {
        let instrument = self[id]
        let coin = self[instrument.settle].name.text
        guard let terms = terms(id, .bitget), let type = ProductType(instrument, settledIn: coin) else { return nil }
        return Contract(id: id, instrument: instrument, terms: terms, productType: type, marginCoin: coin)
    }

    /// The contract of a symbol in any case, whatever its product type.
    func contract(named symbol: String) throws(Failure) -> Contract {
        let symbol = symbol.uppercased()
        guard let id = instrument(named: symbol), let contract = contract(id) else { throw .doesNotExist(symbol) }
        return contract
    }

    /// The contract of a symbol in any case, which must be of the product type.
    func contract(named symbol: String, of type: ProductType) throws(Failure) -> Contract {
        let contract = try contract(named: symbol)
        guard contract.productType == type else { throw .doesNotExist(contract.symbol) }
        return contract
    }

    /// All contracts of a product type.
    func contracts(of type: ProductType) -> [Contract] {
        instruments.compactMap { contract($0) }.filter { $0.productType == type }
    }

    /// The coins that settle contracts of a product type, each once.
    func marginCoins(of type: ProductType) -> [AssetID] {
        var coins: [AssetID] = []
        for contract in contracts(of: type) where !coins.contains(contract.instrument.settle) {
            coins.append(contract.instrument.settle)
        }
        return coins
    }
}

extension Parameters {
    /// The contract of `symbol` in `productType`.
    func contract(in engine: borrowing Engine) throws(Failure) -> Contract {
        let type = try productType()
        return try engine.contract(named: try required("symbol"), of: type)
    }

    /// The same, margined in `marginCoin`.
    func marginedContract(in engine: borrowing Engine) throws(Failure) -> Contract {
        let contract = try contract(in: engine)
        try require(marginCoinOf: contract)
        return contract
    }

    func require(marginCoinOf contract: Contract) throws(Failure) {
        let coin = try required("marginCoin").uppercased()
        guard coin == contract.marginCoin else { throw .coinNotSupported(contract.symbol, coin) }
    }
}

extension JSONWriter {
    mutating func memberSymbol(_ contract: Contract) {
        member("symbol", contract.symbol)
        member("marginCoin", contract.marginCoin)
    }
}
