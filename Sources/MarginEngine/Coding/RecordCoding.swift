/// What histories keep of events. Whether the margin accounts and instruments exist is not checked here.
extension Execution {
    /// Puts all of it.
    package func encode(to sink: inout some WordSink) {
        sink.put(kind)
        sink.put(trade)
        order.encode(to: &sink)
        sink.put(price)
        sink.put(quantity)
        sink.put(value)
        sink.put(fee)
        sink.put(feeRate)
        sink.put(isMaker)
        sink.put(closedQuantity)
        sink.put(realised)
        sink.put(closedEntryValue)
        sink.put(closedCosts)
        sink.put(wallet)
        sink.put(mark)
        sink.put(index)
        sink.put(timeMs)
    }

    /// Reads an execution that `encode(to:)` put.
    package init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            kind: try source.code(), trade: try source.counter(), order: try Order(from: &source),
            price: try source.price(), quantity: try source.size(), value: try source.sum(), fee: try source.sum(),
            feeRate: try source.rate(), isMaker: try source.bool(), closedQuantity: try source.size(),
            realised: try source.sum(), closedEntryValue: try source.sum(), closedCosts: try source.sum(),
            wallet: try source.sum(), mark: try source.price(), index: try source.price(),
            timeMs: try source.timeMs())
        guard closedQuantity <= quantity else { throw DecodingFailure() }
    }
}

extension FundingPayment {
    /// Puts all of it.
    package func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(instrument)
        sink.put(side)
        sink.put(size)
        sink.put(rate)
        sink.put(mark)
        sink.put(cash)
        sink.put(wallet)
        sink.put(timeMs)
    }

    /// Reads a payment that `encode(to:)` put.
    package init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            marginAccount: try source.marginAccountID(), instrument: try source.instrumentID(),
            side: try source.code(), size: try source.size(), rate: try source.rate(), mark: try source.price(),
            cash: try source.sum(), wallet: try source.sum(), timeMs: try source.timeMs())
    }
}

extension BalanceChange {
    /// Puts all of it.
    package func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(asset)
        sink.put(cause)
        sink.put(change)
        sink.put(wallet)
        sink.put(timeMs)
    }

    /// Reads a change that `encode(to:)` put.
    package init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            marginAccount: try source.marginAccountID(), asset: try source.assetID(), cause: try source.code(),
            change: try source.sum(), wallet: try source.sum(), timeMs: try source.timeMs())
    }
}

extension MarginMove {
    /// Puts all of it.
    package func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(instrument)
        sink.put(side)
        sink.put(cause)
        sink.put(amount)
        sink.put(wallet)
        sink.put(timeMs)
    }

    /// Reads a move that `encode(to:)` put.
    package init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            marginAccount: try source.marginAccountID(), instrument: try source.instrumentID(),
            side: try source.code(), cause: try source.code(), amount: try source.sum(), wallet: try source.sum(),
            timeMs: try source.timeMs())
    }
}

extension ModeSwitch {
    /// Puts all of it.
    package func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(optional: instrument) { $0.put($1) }
        sink.put(from)
        sink.put(to)
        before.encode(to: &sink)
        after.encode(to: &sink)
        sink.put(timeMs)
    }

    /// Reads a switch that `encode(to:)` put.
    package init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            marginAccount: try source.marginAccountID(),
            instrument: try source.bool() ? try source.instrumentID() : nil, from: try source.code(),
            to: try source.code(), before: try Figures(from: &source), after: try Figures(from: &source),
            timeMs: try source.timeMs())
    }
}

extension ModeSwitch.Figures {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(equity)
        sink.put(initialMargin)
        sink.put(maintenanceMargin)
        sink.put(available)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            equity: try source.sum(), initialMargin: try source.sum(), maintenanceMargin: try source.sum(),
            available: try source.sum())
    }
}
