import Wire

extension BybitVenue: MarginVenue {
    /// `GET /v5/market/time`.
    public func timeMs() async throws(MarginVenueError) -> Int64 { try await serverTimeMs() }

    /// `GET /v5/market/instruments-info`, of both categories.
    public func instruments(_ symbol: String?) async throws(MarginVenueError) -> [InstrumentRow] {
        let categories = symbol.map { [BybitCategory(symbol: $0)] } ?? BybitCategory.allCases
        var rows: [InstrumentRow] = []
        for category in categories {
            let pairs = [("category", category.rawValue), ("symbol", symbol), ("limit", "200")]
            for fields in try await list("/v5/market/instruments-info", pairs, isSigned: false) {
                rows.append(try InstrumentRow(bybit: fields))
            }
        }
        return rows
    }

    /// `GET /v5/market/risk-limit`.
    public func tiers(of symbol: String) async throws(MarginVenueError) -> [TierRow] {
        let pairs = [("category", Optional(BybitCategory(symbol: symbol).rawValue)), ("symbol", symbol)]
        let rows = try await list("/v5/market/risk-limit", pairs, isSigned: false)
        return try rows.enumerated().map { index, fields throws(MarginVenueError) in
            TierRow(
                level: index + 1, limit: fields.numberIfAny("riskLimitValue"),
                maintenanceRate: try fields.number("maintenanceMargin"),
                maxLeverage: try fields.number("maxLeverage"), raw: fields.json)
        }
    }

    /// `GET /v5/account/info` and `GET /v5/position/list`.
    public func setting(of symbol: String) async throws(MarginVenueError) -> MarginSetting {
        let info = try await accountInfo()
        let lines = try await lines(of: symbol)
        guard let first = lines.first else { throw .notOffered("the account has no \(symbol)") }
        let isUnified = info.isUnified(BybitCategory(symbol: symbol))
        let short = lines.first { $0.index == 2 } ?? first
        return MarginSetting(
            symbol, isUnified ? .account : .symbol(symbol),
            isUnified ? info.marginMode.mode : first.isIsolated ? .isolated : .cross, long: first.leverage,
            short: short.leverage, lines.count > 1 ? .hedge : .oneWay)
    }

    /// `GET /v5/position/list`.
    public func positions(_ symbol: String?) async throws(MarginVenueError) -> [PositionRow] {
        var lines: [BybitPositionLine] = []
        if let symbol {
            lines = try await self.lines(of: symbol)
        } else {
            for pairs in everything {
                let rows = try await list("/v5/position/list", pairs + [("limit", "200")])
                lines += try rows.map { row throws(MarginVenueError) in try BybitPositionLine(row) }
            }
        }
        var positions: [PositionRow] = []
        for line in lines {
            if let position = try line.position { positions.append(position) }
        }
        return positions
    }

    /// `GET /v5/account/wallet-balance` of the account types that the account has.
    public func balances() async throws(MarginVenueError) -> [BalanceRow] {
        let status = try await accountInfo().unifiedMarginStatus
        let types = status == 1 ? ["CONTRACT"] : status < 5 ? ["UNIFIED", "CONTRACT"] : ["UNIFIED"]
        var rows: [BalanceRow] = []
        for type in types {
            for account in try await list("/v5/account/wallet-balance", [("accountType", type)]) {
                for fields in try account.rows("coin") { rows.append(try BalanceRow(bybit: fields, wallet: type)) }
            }
        }
        return rows
    }

    /// `GET /v5/order/realtime`.
    public func openOrders(_ symbol: String?) async throws(MarginVenueError) -> [OpenOrderRow] {
        let selections =
            symbol.map { [[("category", BybitCategory(symbol: $0).rawValue), ("symbol", $0)]] } ?? everything
        var rows: [OpenOrderRow] = []
        for pairs in selections {
            for fields in try await list("/v5/order/realtime", pairs + [("openOnly", "0"), ("limit", "50")]) {
                rows.append(try OpenOrderRow(bybit: fields))
            }
        }
        return rows
    }

    /// The account's mode, or a symbol's with the leverage it has.
    public func setMode(_ mode: MarginMode, of scope: ModeScope) async throws(MarginVenueError) {
        switch scope {
        case .account: try await setMarginMode(BybitMarginMode(mode))
        case .symbol(let symbol):
            guard mode != .portfolio else { throw Self.noPortfolioOfSymbol }
            guard let leverage = try await lines(of: symbol).first?.leverage else {
                throw .notOffered("\(symbol) has no leverage to keep")
            }
            try await switchIsolated(symbol, isolated: mode == .isolated, leverage: leverage)
        }
    }

    /// `POST /v5/position/set-leverage`, the same for both sides.
    public func setLeverage(
        _ leverage: DecimalNumber, of symbol: String
    ) async throws(MarginVenueError) {
        try await setLeverage(symbol, buy: leverage, sell: leverage)
    }

    /// `POST /v5/position/add-margin`, after a look at the positions: in one-way mode the request does not say which
    /// side it means.
    public func marginChange(
        by amount: DecimalNumber, of symbol: String, side: PositionSide?
    ) async throws(MarginVenueError) -> VenueChange {
        let lines = try await lines(of: symbol)
        let side = try PositionSide.meant(side, of: lines.compactMap(\.side), in: symbol)
        let index = lines.first { $0.side == side }?.index ?? 0
        return VenueChange(
            summary: "\(symbol) \(side.rawValue): margin by \(amount)",
            call: Self.addMarginCall(symbol, amount, positionIndex: index), preview: .margin(symbol, side, amount))
    }

    /// Where a symbol has its own mode, one request sets mode and leverage.
    public func changes(
        from setting: MarginSetting, to wanted: WantedSetting
    ) throws(MarginVenueError) -> [VenueChange] {
        guard !setting.meets(wanted) else { return [] }
        let mode = wanted.mode ?? setting.mode
        guard mode != .portfolio || wanted.leverage == nil else {
            throw .notOffered("in portfolio mode there is no leverage to set")
        }
        if case .symbol(let symbol) = setting.scope, mode != setting.mode {
            guard mode != .portfolio else { throw Self.noPortfolioOfSymbol }
            guard let leverage = wanted.leverage ?? setting.longLeverage else { throw Self.noPortfolioOfSymbol }
            return [
                VenueChange(
                    summary: "\(symbol): \(setting.mode.rawValue) -> \(mode.rawValue), \(leverage)x",
                    call: Self.switchIsolatedCall(symbol, isolated: mode == .isolated, leverage: leverage),
                    preview: .symbolMode(symbol, mode, leverage: leverage))
            ]
        }
        var changes: [VenueChange] = []
        if mode != setting.mode {
            changes.append(
                VenueChange(
                    summary: "account: \(setting.mode.rawValue) -> \(mode.rawValue)",
                    call: Self.setMarginModeCall(BybitMarginMode(mode)), preview: .accountMode(mode)))
        }
        if let leverage = wanted.leverage, leverage != setting.longLeverage || leverage != setting.shortLeverage {
            changes.append(
                VenueChange(
                    summary: "\(setting.symbol): \(setting.leverageText) -> \(leverage)x",
                    call: Self.setLeverageCall(setting.symbol, buy: leverage, sell: leverage),
                    preview: .leverage(setting.symbol, mode, leverage)))
        }
        return changes
    }

    /// Sends one request.
    public func send(_ change: VenueChange) async throws(MarginVenueError) { _ = try await perform(change.call) }

    private static let noPortfolioOfSymbol = MarginVenueError.notOffered("a symbol has no portfolio mode of its own")
}
