import Desks
import Dialects
import MarginEngine

/// What a call names, as the desk knows it.
extension Desk {
    /// The account with a number; the house has none.
    func account(uid: UInt64) throws(ControlFailure) -> (id: AccountID, account: Account) {
        guard let id = engine.account(uid: uid) else { throw .unknown("account", String(uid)) }
        return (id, engine[id])
    }

    func asset(_ name: String) throws(ControlFailure) -> AssetID {
        guard let asset = engine.asset(named: name) else { throw .unknown("asset", name) }
        return asset
    }

    func instrument(_ symbol: String?) throws(ControlFailure) -> InstrumentID {
        guard let symbol, let id = engine.instrument(named: symbol) else { throw .unknown("instrument", symbol) }
        return id
    }
}
