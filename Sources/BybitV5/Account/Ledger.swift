import Desks
import Dialects
import MarginEngine

/// A change of a wallet, with its place in the history and what it left of the position.
struct NumberedEntry {
    /// Grows with time and, within a millisecond, with the order of the entries.
    let number: UInt64
    let entry: LedgerEntry
    /// The position it changed, or was settled for, as it was after it: negative when short. Zero for balances.
    let size: Quantity
}

extension Desk {
    /// The wallet changes of a margin account, the newest first.
    func ledger(of account: Account, _ marginAccount: MarginAccountID) -> [NumberedEntry] {
        guard let id = engine.account(uid: account.uid) else { return [] }
        let entries = history.ledger(of: id)
        var numbering = EntryNumbers()
        let numbers = entries.reversed().map { numbering.next(atMs: $0.timeMs) }
        var sizes = PositionSizes(of: marginAccount)
        var rows: [NumberedEntry] = []
        for (entry, number) in zip(entries, numbers.reversed()) where entry.marginAccount == marginAccount {
            rows.append(NumberedEntry(number: number, entry: entry, size: sizes.goBack(before: entry, engine)))
        }
        return rows
    }
}

extension PositionSizes {
    /// Undoes an entry, the newest that is not undone yet, and returns the size that it left.
    fileprivate mutating func goBack(before entry: LedgerEntry, _ engine: borrowing Engine) -> Quantity {
        switch entry {
        case .balance: return .zero
        case .funding(let payment): return signedSize(PositionPlace(payment.instrument, payment.side), engine)
        case .execution(let execution):
            let opens = execution.quantity > execution.closedQuantity
            let left = signedSize(opens ? execution.increased : execution.reduced, engine)
            undo(execution, engine)
            return left
        }
    }

    private func signedSize(_ place: PositionPlace, _ engine: borrowing Engine) -> Quantity {
        let size = size(place, engine)
        return place.side == .long ? size : .zero - size
    }
}
