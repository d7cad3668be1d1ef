import Desks
import Dialects
import MarginEngine

extension Engine {
    /// The instruments that the venue's accounts trade.
    var tradedInstruments: [InstrumentID] { instruments(of: .ztdx) }

    /// The instrument of a symbol that the venue's accounts trade.
    func tradedInstrument(_ symbol: String) throws(Failure) -> InstrumentID {
        guard let instrument = instrument(named: symbol), terms(instrument, .ztdx) != nil else { throw .invalidSymbol }
        return instrument
    }

    /// The one of a symbol or, without one, all.
    func tradedInstruments(_ symbol: String?) throws(Failure) -> [InstrumentID] {
        guard let symbol else { return tradedInstruments }
        return [try tradedInstrument(symbol)]
    }
}
