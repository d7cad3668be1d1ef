import Desks
import Dialects
import MarginEngine

extension Engine {
    /// The one position that an account has in an instrument, long or short.
    func netPosition(_ account: MarginAccountID, _ instrument: InstrumentID) -> PositionFigures? {
        position(account, instrument, .long) ?? position(account, instrument, .short)
    }

    /// The caller's open position of that identifier.
    func position(
        _ id: String, of login: Login
    ) throws(Failure) -> (instrument: InstrumentID, side: PositionSide) {
        let account = login.account.main
        guard let instrument = Identifier.instrument(ofPosition: id, of: account),
            Int(instrument.index) < instrumentCount, let figures = netPosition(account, instrument)
        else { throw .positionNotFound }
        return (instrument, figures.side)
    }
}

extension PositionSide {
    /// The account calls' word for it.
    var word: String { self == .long ? "long" : "short" }
}
