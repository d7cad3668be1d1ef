import MarginClient

/// Margin mode and leverage.
enum Modes {
    static func show(_ seat: Seat, _ symbol: String) async throws(MarginVenueError) -> [Row] {
        let setting = try await seat.venue.setting(of: symbol)
        return [Row(seat.heading + [("symbol", .text(symbol))] + setting.fields)]
    }

    /// Sends the mode whatever it is now: whoever wants to be told that it was so already asks for this.
    static func set(
        _ seat: Seat, _ symbol: String, _ mode: MarginMode
    ) async throws(MarginVenueError) -> [Row] {
        let scope = try await seat.venue.setting(of: symbol).scope
        try await seat.venue.setMode(mode, of: scope)
        return [
            Row(seat.heading + [("symbol", .text(symbol)), ("mode", .text(mode.rawValue)), ("result", .text("done"))])
        ]
    }

    static func setLeverage(
        _ seat: Seat, _ symbol: String, _ leverage: DecimalNumber
    ) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.setLeverage(leverage, of: symbol)
        return [
            Row(seat.heading + [("symbol", .text(symbol)), ("leverage", Value(leverage)), ("result", .text("done"))])
        ]
    }

    static func ensure(
        _ seat: Seat, _ wanted: WantedSetting
    ) async throws(MarginVenueError) -> [Row] {
        let report = try await seat.venue.ensure(wanted)
        let steps: [[(StaticString, Value)]] = report.steps.map { step in
            [
                ("change", .text(step.change.summary)), ("request", .text("\(step.change.call)")),
                ("outcome", .text(step.outcome.rawValue)),
            ]
        }
        let done = report.steps.map { step in
            Value.text(step.change.summary + (step.outcome == .done ? "" : " (\(step.outcome.rawValue))"))
        }
        return [
            Row(
                seat.heading + [
                    ("symbol", .text(wanted.symbol)), ("before", .text(report.before.text)),
                    ("after", .text(report.after.text)), ("done", .list(done)), ("steps", .objects(steps)),
                    ("result", .text(report.steps.isEmpty ? "was so already" : "done")),
                ])
        ]
    }
}

extension MarginSetting {
    /// `isolated 5x`.
    var text: String { "\(mode.rawValue) \(leverageText)" }

    fileprivate var fields: [(StaticString, Value)] {
        [
            ("scope", .text(scope == .account ? "account" : "symbol")), ("mode", .text(mode.rawValue)),
            ("longLeverage", Value(longLeverage)), ("shortLeverage", Value(shortLeverage)),
            ("positionMode", .text(positionMode == .hedge ? "hedge" : "one-way")),
        ]
    }
}
