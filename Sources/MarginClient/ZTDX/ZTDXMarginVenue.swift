import Wire

extension ZTDXVenue: MarginVenue {
    /// `GET /fapi/v1/time`.
    public func timeMs() async throws(MarginVenueError) -> Int64 { try await serverTimeMs() }

    /// `GET /fapi/v1/exchangeInfo`.
    public func instruments(_ symbol: String?) async throws(MarginVenueError) -> [InstrumentRow] {
        let answer = try await perform(.read("/fapi/v1/exchangeInfo", isSigned: false))
        return try AnswerFields(answer).rows("symbols")
            .map { fields throws(MarginVenueError) in try InstrumentRow(ztdx: fields) }
            .filter { symbol == nil || $0.symbol == symbol }
    }

    /// `GET /api/v1/markets/SYMBOL/tiers`.
    public func tiers(of symbol: String) async throws(MarginVenueError) -> [TierRow] {
        let path = "/api/v1/markets/\(symbol.percentEncoded)/tiers"
        let answer = try await perform(.read(path, isSigned: false))
        return try AnswerFields(answer).rows("tiers").map { fields throws(MarginVenueError) in
            TierRow(
                level: try fields.integer("tier"), limit: fields.numberIfAny("notional_cap"),
                maintenanceRate: try fields.number("maint_margin_ratio"),
                maxLeverage: try fields.number("max_leverage"), raw: fields.json)
        }
    }

    /// `GET /api/v1/unified/account` and `GET /fapi/v1/positionRisk`.
    public func setting(of symbol: String) async throws(MarginVenueError) -> MarginSetting {
        let mode = try await unifiedAccount().marginMode.mode
        guard let row = try await risk(symbol).first else { throw .notOffered("the account has no \(symbol)") }
        let leverage = try row.number("leverage")
        return MarginSetting(symbol, .account, mode, long: leverage, short: leverage, .oneWay)
    }

    /// `GET /fapi/v1/positionRisk`.
    public func positions(_ symbol: String?) async throws(MarginVenueError) -> [PositionRow] {
        var rows: [PositionRow] = []
        for fields in try await risk(symbol) {
            if let row = try PositionRow(ztdx: fields) { rows.append(row) }
        }
        return rows
    }

    /// `GET /fapi/v2/balance`.
    public func balances() async throws(MarginVenueError) -> [BalanceRow] {
        let answer = try await perform(.read("/fapi/v2/balance"))
        return try AnswerFields(answer).rows().map { fields throws(MarginVenueError) in
            try BalanceRow(ztdx: fields)
        }
    }

    /// `GET /fapi/v1/openOrders`.
    public func openOrders(_ symbol: String?) async throws(MarginVenueError) -> [OpenOrderRow] {
        let answer = try await perform(.read("/fapi/v1/openOrders", [("symbol", symbol)]))
        return try AnswerFields(answer).rows().map { fields throws(MarginVenueError) in
            try OpenOrderRow(ztdx: fields)
        }
    }

    /// The mode of the account; symbols have none.
    public func setMode(_ mode: MarginMode, of scope: ModeScope) async throws(MarginVenueError) {
        guard scope == .account else { throw .notOffered("at ZTDX the account has one mode for all symbols") }
        guard let word = ZTDXMarginMode(mode) else { throw Self.noPortfolio }
        _ = try await setMarginMode(word)
    }

    /// `POST /fapi/v1/leverage`.
    public func setLeverage(
        _ leverage: DecimalNumber, of symbol: String
    ) async throws(MarginVenueError) {
        _ = try await perform(Self.setLeverageCall(symbol, leverage))
    }

    /// `POST /api/v1/positions/ID/margin`, after a look at the position's id.
    public func marginChange(
        by amount: DecimalNumber, of symbol: String, side: PositionSide?
    ) async throws(MarginVenueError) -> VenueChange {
        let answer = try await perform(.read("/api/v1/positions"))
        let rows = try AnswerFields(answer).rows("positions").filter { $0.json["symbol"]?.string == symbol }
        let sides = try rows.map { row throws(MarginVenueError) in
            try row.text("side") == "short" ? PositionSide.short : .long
        }
        let side = try PositionSide.meant(side, of: sides, in: symbol)
        guard let row = zip(rows, sides).first(where: { $0.1 == side })?.0 else {
            throw .unreadable(answer, missing: "positions")
        }
        return VenueChange(
            summary: "\(symbol) \(side.rawValue): margin by \(amount)",
            call: Self.adjustMarginCall(try row.text("id"), amount), preview: .margin(symbol, side, amount))
    }

    /// The mode first; leverage lives through the switch.
    public func changes(
        from setting: MarginSetting, to wanted: WantedSetting
    ) throws(MarginVenueError) -> [VenueChange] {
        guard !setting.meets(wanted) else { return [] }
        var changes: [VenueChange] = []
        if let mode = wanted.mode, mode != setting.mode {
            guard let word = ZTDXMarginMode(mode) else { throw Self.noPortfolio }
            changes.append(
                VenueChange(
                    summary: "account: \(setting.mode.rawValue) -> \(mode.rawValue)",
                    call: Self.setMarginModeCall(word), preview: .accountMode(mode)))
        }
        if let leverage = wanted.leverage, leverage != setting.longLeverage {
            changes.append(
                VenueChange(
                    summary: "\(setting.symbol): \(setting.leverageText) -> \(leverage)x",
                    call: Self.setLeverageCall(setting.symbol, leverage),
                    preview: .leverage(setting.symbol, wanted.mode ?? setting.mode, leverage)))
        }
        return changes
    }

    /// Sends one request.
    public func send(_ change: VenueChange) async throws(MarginVenueError) { _ = try await perform(change.call) }

    private func risk(_ symbol: String?) async throws(MarginVenueError) -> [AnswerFields] {
        try AnswerFields(try await perform(.read("/fapi/v1/positionRisk", [("symbol", symbol)]))).rows()
    }

    private static let noPortfolio = MarginVenueError.notOffered("ZTDX has no portfolio mode")
}
