public import MarginEngine

/// The trades on an instrument's book that a round's events tell of.
public enum Tape {
    /// Each trade once, in order. Both sides are told, but the house's: the taker's counts where there is one.
    public static func trades(in events: [Event], on instrument: InstrumentID) -> [Execution] {
        var trades: [Execution] = []
        for case .execution(let execution) in events {
            guard execution.kind == .trade, execution.order.instrument == instrument else { continue }
            if let last = trades.indices.last, trades[last].trade == execution.trade {
                if !execution.isMaker { trades[last] = execution }
            } else {
                trades.append(execution)
            }
        }
        return trades
    }
}

extension Execution {
    /// The side of whoever took.
    public var takerSide: Side { isMaker ? order.side.opposite : order.side }
}
