import Desks
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
        var number: UInt64 = 0
        let numbers = entries.reversed().map { entry in
            number = max(number + 1, UInt64(clamping: entry.timeMs) &* 100_000)
            return number
        }
        var sizes = PositionSizes(marginAccount)
        var rows: [NumberedEntry] = []
        for (entry, number) in zip(entries, numbers.reversed()) where entry.marginAccount == marginAccount {
            rows.append(NumberedEntry(number: number, entry: entry, size: sizes.goBack(before: entry, engine)))
        }
        return rows
    }
}

/// The sizes of positions, read back from what is open now.
private struct PositionSizes {
    private struct Key: Hashable {
        let instrument: InstrumentID
        let side: PositionSide
    }

    private let marginAccount: MarginAccountID
    private var sizes: [Key: Quantity] = [:]

    init(_ marginAccount: MarginAccountID) {
        self.marginAccount = marginAccount
    }

    /// Undoes an entry, the newest that is not undone yet, and returns the size that it left.
    mutating func goBack(before entry: LedgerEntry, _ engine: borrowing Engine) -> Quantity {
        switch entry {
        case .balance: return .zero
        case .funding(let payment): return size(payment.instrument, payment.side, engine)
        case .execution(let execution):
            let side: PositionSide = execution.order.side == .buy ? .long : .short
            let instrument = execution.order.instrument
            let opened = execution.quantity - execution.closedQuantity
            let left = (
                opened: size(instrument, side, engine), closed: size(instrument, side.opposite, engine)
            )
            sizes[Key(instrument: instrument, side: side), default: .zero] -= opened
            sizes[Key(instrument: instrument, side: side.opposite), default: .zero] += execution.closedQuantity
            return opened > .zero ? left.opened : left.closed
        }
    }

    private mutating func size(
        _ instrument: InstrumentID, _ side: PositionSide, _ engine: borrowing Engine
    ) -> Quantity {
        let key = Key(instrument: instrument, side: side)
        let size = sizes[key] ?? engine.holding(marginAccount, instrument)[side].size
        sizes[key] = size
        return side == .long ? size : .zero - size
    }
}

extension LedgerEntry {
    var timeMs: Int64 {
        switch self {
        case .execution(let execution): execution.timeMs
        case .funding(let payment): payment.timeMs
        case .balance(let change): change.timeMs
        }
    }

    fileprivate var marginAccount: MarginAccountID {
        switch self {
        case .execution(let execution): execution.order.marginAccount
        case .funding(let payment): payment.marginAccount
        case .balance(let change): change.marginAccount
        }
    }
}
