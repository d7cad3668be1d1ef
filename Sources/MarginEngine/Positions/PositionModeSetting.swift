extension Engine {
    /// One-way or hedge. A symbol keeps the mode it was given; symbols never used follow their settle asset's default.
    mutating func setPositionMode(
        _ account: MarginAccountID, _ scope: PositionModeScope, _ mode: PositionMode
    ) -> Outcome {
        guard state.exists(account), !state.isVenueOwned(account) else { return .refused(.unknownMarginAccount) }
        switch scope {
        case .instrument(let instrument): return setPositionMode(account, of: instrument, mode)
        case .idleSettled(let asset):
            guard state.exists(asset) else { return .refused(.unknownAsset) }
            guard mode == .oneWay || state.offersHedge(account, settle: asset) else {
                return .refused(.positionModeNotOffered)
            }
            setPositionMode(account, mode) { $0.settle == asset && $0.payoff == .linear }
            state[account, asset].positionMode = mode
            return .accepted
        case .every(let asset):
            if let asset, !state.exists(asset) { return .refused(.unknownAsset) }
            let isOffered = asset.map { state.offersHedge(account, settle: $0) } ?? (state[account].family == .bitget)
            guard mode == .oneWay || isOffered else { return .refused(.positionModeNotOffered) }
            func isMeant(_ instrument: Instrument) -> Bool {
                asset.map { instrument.settle == $0 && instrument.payoff == .linear } ?? (instrument.payoff == .inverse)
            }
            let isBusy = state.anyHolding(of: account) {
                isMeant(state[$0.instrument]) && $0.positionMode != mode && $0.isBusy
            }
            guard !isBusy else { return .refused(.positionModeHasPosition) }
            setPositionMode(account, mode, where: isMeant)
            for index in 0..<state.instruments.count {
                let instrument = state.instruments[Handle(index: index)]
                if isMeant(instrument) { state[account, instrument.settle].positionMode = mode }
            }
            return .accepted
        }
    }

    private mutating func setPositionMode(
        _ account: MarginAccountID, of instrument: InstrumentID, _ mode: PositionMode
    ) -> Outcome {
        if let refusal = state.refusal(account, instrument) { return .refused(refusal) }
        let holding = state.holding(account, instrument)
        guard mode == .oneWay || state.offersHedge(account, instrument) else {
            return .refused(.positionModeNotOffered)
        }
        guard holding.positionMode != mode else { return .refused(.positionModeUnchanged) }
        guard !holding.hasPosition else { return .refused(.positionModeHasPosition) }
        guard !holding.isBusy else { return .refused(.positionModeHasOrders) }
        let handle = state.materialize(account, instrument)
        assign(mode, to: handle)
        return .accepted
    }

    /// Portfolio margin is one-way only: what is idle, and what is not used yet, leaves hedge mode. BYBIT-MODE-16.
    mutating func setOneWay(_ account: MarginAccountID) {
        setPositionMode(account, .oneWay) { _ in true }
        for index in 0..<UInt8(truncatingIfNeeded: state.assets.count) {
            state[account, AssetID(index: index)].positionMode = .oneWay
        }
    }

    /// One-way mode has one leverage for both directions.
    private mutating func assign(_ mode: PositionMode, to handle: Handle<Holding>) {
        state.holdings[handle].positionMode = mode
        if mode == .oneWay {
            state.holdings[handle].isolatedShortLeverage = state.holdings[handle].isolatedLongLeverage
        }
        touch(handle)
    }

    /// Switches all idle holdings whose instrument is meant.
    private mutating func setPositionMode(
        _ account: MarginAccountID, _ mode: PositionMode, where isMeant: (Instrument) -> Bool
    ) {
        var handle = state[account].newestHolding
        while !handle.isNone {
            let holding = state.holdings[handle]
            if isMeant(state[holding.instrument]), !holding.isBusy,
                holding.positionMode != mode
            {
                assign(mode, to: handle)
            }
            handle = holding.older
        }
    }
}

extension State {
    /// Bybit offers hedge mode on USDT perpetuals only, and not in portfolio margin; Bitget everywhere; ZTDX nowhere.
    /// https://bybit-exchange.github.io/docs/v5/position/position-mode
    func offersHedge(_ account: MarginAccountID, _ instrument: InstrumentID) -> Bool {
        let row = self[instrument]
        return row.payoff == .linear || self[account].family == .bitget
            ? offersHedge(account, settle: row.settle) : false
    }

    func offersHedge(_ account: MarginAccountID, settle: AssetID) -> Bool {
        switch self[account].family {
        case .bybit: self[settle].name == InlineText("USDT") && self[account].mode != .portfolio
        case .bitget: true
        case .ztdx: false
        }
    }
}
