import MarginEngine

extension ModelVenue {
    mutating func setPositionMode(
        _ id: MarginAccountID, _ scope: PositionModeScope, _ mode: PositionMode
    ) throws(Refused) {
        let account = try account(id)
        switch scope {
        case .instrument(let instrumentID):
            let (_, instrument) = try object(id, instrumentID)
            let holding = holding(account, instrument)
            let isLinear = instruments[instrument].isLinear
            try require(
                mode == .oneWay
                    || (offersHedge(account, instruments[instrument].settle)
                        && (isLinear || accounts[account].family == .bitget)),
                .positionModeNotOffered)
            try requireChoice(account, mode)
            try require(holding.positionMode != mode, .positionModeUnchanged)
            try require(!holding.hasPosition, .positionModeHasPosition)
            try require(!isBusy(holding), .positionModeHasOrders)
            setIdle(place(account, instrument), mode)
        case .idleSettled(let assetID):
            let asset = try asset(assetID)
            try require(mode == .oneWay || offersHedge(account, asset), .positionModeNotOffered)
            try requireChoice(account, mode)
            for place in places(of: account) where isLinear(holdings[place].instrument, settledIn: asset) {
                if !isBusy(holdings[place]) { setIdle(place, mode) }
            }
            accounts[account].positionModes[asset] = mode
        case .every(let assetID):
            var meant = instruments.indices.filter { !instruments[$0].isLinear }
            if let assetID {
                let asset = try asset(assetID)
                meant = instruments.indices.filter { isLinear($0, settledIn: asset) }
                try require(mode == .oneWay || offersHedge(account, asset), .positionModeNotOffered)
            } else {
                try require(mode == .oneWay || accounts[account].family == .bitget, .positionModeNotOffered)
            }
            try requireChoice(account, mode)
            let own = places(of: account).filter { meant.contains(holdings[$0].instrument) }
            try requireIdle(own, mode)
            for place in own where holdings[place].positionMode != mode { setIdle(place, mode) }
            for instrument in meant { accounts[account].positionModes[instruments[instrument].settle] = mode }
        case .account:
            try require(mode == .oneWay || accounts[account].family == .bitget, .positionModeNotOffered)
            try requireChoice(account, mode)
            let own = places(of: account)
            try requireIdle(own, mode)
            for place in own where holdings[place].positionMode != mode { setIdle(place, mode) }
            for asset in assets.indices { accounts[account].positionModes[asset] = mode }
        }
    }

    /// POSITION-MODE-11.
    private func requireChoice(_ account: Int, _ mode: PositionMode) throws(Refused) {
        let isBound = accounts[account].family == .bitget && logins[accounts[account].login].leadsCopyTrading
        try require(mode == .hedge || !isBound, .copyTrader)
    }

    /// POSITION-MODE-12.
    mutating func setAccountKind(_ uid: UInt64, _ kind: AccountKind) throws(Refused) {
        guard let login = logins.indices.dropFirst().first(where: { logins[$0].uid == uid }) else {
            throw Refused(refusal: .unknownMarginAccount)
        }
        let leads = kind == .copyTrader
        try require(!leads || logins[login].family != .ztdx, .invalidDefinition)
        logins[login].leadsCopyTrading = leads
        guard leads, logins[login].family == .bitget else { return }
        for account in logins[login].accounts where !accounts[account].isFunding {
            touched.insert(account)
            for place in places(of: account) where holdings[place].positionMode != .hedge {
                if !isBusy(holdings[place]) { setIdle(place, .hedge) }
            }
            accounts[account].positionModes = accounts[account].positionModes.map { _ in .hedge }
        }
        happenings.append("copy trader")
    }

    private func requireIdle(_ places: [Int], _ mode: PositionMode) throws(Refused) {
        let changed = places.map { holdings[$0] }.filter { $0.positionMode != mode }
        try require(!changed.contains { $0.hasPosition }, .positionModeHasPosition)
        try require(!changed.contains { isBusy($0) }, .positionModeHasOrders)
    }

    mutating func setIdle(_ place: Int, _ mode: PositionMode) {
        if mode == .oneWay, holdings[place].positionMode != mode {
            holdings[place].shortLeverage = holdings[place].longLeverage
        }
        holdings[place].positionMode = mode
        touch(place)
    }

    private func isLinear(_ instrument: Int, settledIn asset: Int) -> Bool {
        instruments[instrument].isLinear && instruments[instrument].settle == asset
    }

    private func offersHedge(_ account: Int, _ settle: Int) -> Bool {
        switch accounts[account].family {
        case .bybit: assets[settle].name == "USDT" && accounts[account].mode != .portfolio
        case .bitget: true
        default: false
        }
    }
}
