import MarginClient

/// What a change would do, without the change: at a Plimsoll by the engine's own plan, elsewhere the request alone.
enum DryRun {
    /// Each change is previewed on its own, from the state there is now.
    static func setting(_ seat: Seat, _ wanted: WantedSetting) async throws(MarginVenueError) -> [Row] {
        let setting = try await seat.venue.setting(of: wanted.symbol)
        let heading = seat.heading + [("symbol", .text(wanted.symbol)), ("now", .text(setting.text))]
        let changes = try seat.venue.changes(from: setting, to: wanted)
        guard !changes.isEmpty else { return [Row(heading + [("result", .text("is so already"))])] }
        var rows: [Row] = []
        for change in changes { rows.append(try await row(heading, change, seat, setting)) }
        return rows
    }

    static func margin(
        _ seat: Seat, _ symbol: String, _ amount: DecimalNumber, _ side: PositionSide?
    ) async throws(MarginVenueError) -> [Row] {
        let setting = try await seat.venue.setting(of: symbol)
        let change = try await seat.venue.marginChange(by: amount, of: symbol, side: side)
        let heading = seat.heading + [("symbol", .text(symbol)), ("now", .text(setting.text))]
        return [try await row(heading, change, seat, setting)]
    }

    private static func row(
        _ heading: [(StaticString, Value)], _ change: VenueChange, _ seat: Seat, _ setting: MarginSetting
    ) async throws(MarginVenueError) -> Row {
        let fields: [(StaticString, Value)] =
            heading + [("change", .text(change.summary)), ("request", .text("\(change.call)"))]
        guard let control = seat.control, let uid = seat.profile.uid else {
            return Row(fields + [("result", .text("effect not known"))])
        }
        let preview = try await control.preview(change.preview, of: uid, inverseWallet: seat.hasWalletOfItsOwn(setting))
        return Row(fields + preview.fields, preview.isAllowed ? .done : .wouldBeRefused)
    }
}

extension Seat {
    /// Whether a symbol's money is apart from the account's: Bybit's inverse contracts, but in UTA2.0.
    fileprivate func hasWalletOfItsOwn(_ setting: MarginSetting) -> Bool {
        profile.family == .bybit && setting.scope != .account && BybitCategory(symbol: setting.symbol) == .inverse
    }
}

extension MarginPreview {
    /// What people want to know of it; the whole for scripts.
    var fields: [(StaticString, Value)] {
        let result = isAllowed ? "would be done" : "would be refused: " + reasons.joined(separator: ", ")
        return [
            ("initialMargin", .text(change(\.initialMargin))), ("maintenance", .text(change(\.maintenanceMargin))),
            ("available", .text(change(\.available))), ("result", .text(result)), ("preview", .raw(body)),
        ]
    }

    private func change(_ figure: KeyPath<Outlook, DecimalNumber>) -> String {
        let now = before[keyPath: figure].text
        return after.map { "\(now) -> \($0[keyPath: figure])" } ?? now
    }
}
