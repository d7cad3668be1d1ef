extension BitgetVenue: MarginVenue {
    /// `GET /api/v2/public/time`.
    public func timeMs() async throws(MarginVenueError) -> Int64 { try await serverTimeMs() }

    /// `GET /api/v2/mix/market/contracts`, of all product types.
    public func instruments(_ symbol: String?) async throws(MarginVenueError) -> [InstrumentRow] {
        var rows: [InstrumentRow] = []
        for product in products(of: symbol) {
            let pairs = [("productType", Optional(product.rawValue)), ("symbol", symbol)]
            let answer = try await perform(.read("/api/v2/mix/market/contracts", pairs, isSigned: false))
            for fields in try AnswerFields(answer).rows("data") { rows.append(try InstrumentRow(bitget: fields)) }
        }
        return rows
    }

    /// `GET /api/v2/mix/market/query-position-lever`.
    public func tiers(of symbol: String) async throws(MarginVenueError) -> [TierRow] {
        let pairs = [("productType", Optional(BitgetProductType(symbol: symbol).rawValue)), ("symbol", symbol)]
        let answer = try await perform(.read("/api/v2/mix/market/query-position-lever", pairs, isSigned: false))
        return try AnswerFields(answer).rows("data").map { fields throws(MarginVenueError) in
            TierRow(
                level: try fields.integer("level"), limit: fields.numberIfAny("endUnit"),
                maintenanceRate: try fields.number("keepMarginRate"), maxLeverage: try fields.number("leverage"),
                raw: fields.json)
        }
    }

    /// `GET /api/v2/mix/account/account`.
    public func setting(of symbol: String) async throws(MarginVenueError) -> MarginSetting {
        let account = try await account(symbol)
        let crossed = SideLeverage(long: account.crossedLeverage, short: account.crossedLeverage)
        let isolated = SideLeverage(long: account.isolatedLongLeverage, short: account.isolatedShortLeverage)
        let (now, other) = account.marginMode == .crossed ? (crossed, isolated) : (isolated, crossed)
        return MarginSetting(
            symbol, .symbol(symbol), account.marginMode.mode, long: now.long, short: now.short, afterSwitch: other,
            account.positionMode)
    }

    /// `GET /api/v2/mix/position/all-position`, of all product types.
    public func positions(_ symbol: String?) async throws(MarginVenueError) -> [PositionRow] {
        var rows: [PositionRow] = []
        for product in products(of: symbol) {
            let pairs = [("productType", Optional(product.rawValue))]
            let answer = try await perform(.read("/api/v2/mix/position/all-position", pairs))
            for fields in try AnswerFields(answer).rows("data") {
                let row = try PositionRow(bitget: fields)
                if symbol == nil || row.symbol == symbol { rows.append(row) }
            }
        }
        return rows
    }

    /// `GET /api/v2/mix/account/accounts`, of all product types.
    public func balances() async throws(MarginVenueError) -> [BalanceRow] {
        var rows: [BalanceRow] = []
        for product in BitgetProductType.allCases {
            let answer = try await perform(
                .read("/api/v2/mix/account/accounts", [("productType", product.rawValue)]))
            for fields in try AnswerFields(answer).rows("data") {
                rows.append(try BalanceRow(bitget: fields, wallet: product.rawValue))
            }
        }
        return rows
    }

    /// `GET /api/v2/mix/order/orders-pending`.
    public func openOrders(_ symbol: String?) async throws(MarginVenueError) -> [OpenOrderRow] {
        var rows: [OpenOrderRow] = []
        for product in products(of: symbol) {
            var endID: String?
            repeat {
                let pairs = [
                    ("idLessThan", endID), ("limit", "100"), ("productType", product.rawValue), ("symbol", symbol),
                ]
                let answer = try await perform(.read("/api/v2/mix/order/orders-pending", pairs))
                let data = try AnswerFields(answer, "data")
                let page = try data.rows("entrustedList")
                for fields in page { rows.append(try OpenOrderRow(bitget: fields)) }
                endID = page.count < 100 ? nil : try data.text("endId")
            } while endID != nil
        }
        return rows
    }

    /// The mode of a symbol; the account has none.
    public func setMode(_ mode: MarginMode, of scope: ModeScope) async throws(MarginVenueError) {
        guard case .symbol(let symbol) = scope else { throw .notOffered("at Bitget each symbol has its own mode") }
        guard let word = BitgetMarginMode(mode) else { throw Self.noPortfolio }
        _ = try await setMarginMode(symbol, word)
    }

    /// `POST /api/v2/mix/account/set-leverage`, after a look at the modes it depends on.
    public func setLeverage(
        _ leverage: DecimalNumber, of symbol: String
    ) async throws(MarginVenueError) {
        let setting = try await setting(of: symbol)
        _ = try await perform(Self.setLeverageCall(symbol, leverage, bySide: setting.needsSides(in: setting.mode)))
    }

    /// `POST /api/v2/mix/account/set-margin`, after a look at the positions.
    public func marginChange(
        by amount: DecimalNumber, of symbol: String, side: PositionSide?
    ) async throws(MarginVenueError) -> VenueChange {
        let side = try PositionSide.meant(side, of: try await positions(symbol).map(\.side), in: symbol)
        return VenueChange(
            summary: "\(symbol) \(side.rawValue): margin by \(amount)",
            call: Self.setMarginCall(symbol, amount, holdSide: side), preview: .margin(symbol, side, amount))
    }

    /// The mode first: each mode has leverage of its own, and what is set is that of the mode in force.
    public func changes(
        from setting: MarginSetting, to wanted: WantedSetting
    ) throws(MarginVenueError) -> [VenueChange] {
        guard !setting.meets(wanted) else { return [] }
        var changes: [VenueChange] = []
        let mode = wanted.mode ?? setting.mode
        if mode != setting.mode {
            guard let word = BitgetMarginMode(mode) else { throw Self.noPortfolio }
            changes.append(
                VenueChange(
                    summary: "\(setting.symbol): \(setting.mode.rawValue) -> \(mode.rawValue)",
                    call: Self.setMarginModeCall(setting.symbol, word),
                    preview: .symbolMode(setting.symbol, mode, leverage: nil)))
        }
        let (long, short) =
            mode == setting.mode
            ? (setting.longLeverage, setting.shortLeverage)
            : (setting.leverageAfterSwitch?.long, setting.leverageAfterSwitch?.short)
        if let leverage = wanted.leverage, leverage != long || leverage != short {
            let before = long == short ? long.map { "\($0)x -> " } : nil
            changes.append(
                VenueChange(
                    summary: "\(setting.symbol): \(before ?? "")\(leverage)x",
                    call: Self.setLeverageCall(setting.symbol, leverage, bySide: setting.needsSides(in: mode)),
                    preview: .leverage(setting.symbol, mode, leverage)))
        }
        return changes
    }

    /// Sends one request.
    public func send(_ change: VenueChange) async throws(MarginVenueError) { _ = try await perform(change.call) }

    private func products(of symbol: String?) -> [BitgetProductType] {
        symbol.map { [BitgetProductType(symbol: $0)] } ?? BitgetProductType.allCases
    }

    private static let noPortfolio = MarginVenueError.notOffered("Bitget has no portfolio mode")
}

extension MarginSetting {
    fileprivate func needsSides(in mode: MarginMode) -> Bool { mode == .isolated && positionMode == .hedge }
}
