import MarginClient

/// What a change would do, without the change: at a Plimsoll by the engine's own plan, elsewhere the request alone.
enum DryRun {
    static func setting(_ seat: Seat, _ wanted: WantedSetting) async throws(MarginVenueError) -> [Row] {
        let setting = try await seat.venue.setting(of: wanted.symbol)
        let heading = seat.heading + [("symbol", .text(wanted.symbol)), ("now", .text(setting.text))]
        let changes = try seat.venue.changes(from: setting, to: wanted)
        guard !changes.isEmpty else { return [Row(heading + [("result", .text("is so already"))])] }
        let commands = commands(from: setting, to: wanted, oneRequest: changes.count == 1)
        var rows: [Row] = []
        for (index, change) in changes.enumerated() {
            let effect = try await effect(
                index < commands.count ? commands[index] : nil, at: seat, of: setting.symbol, setting.scope)
            rows.append(Row(heading + request(change.summary, "\(change.call)") + effect.fields, effect.status))
        }
        return rows
    }

    static func margin(
        _ seat: Seat, _ symbol: String, _ amount: DecimalNumber, _ side: PositionSide?
    ) async throws(MarginVenueError) -> [Row] {
        let setting = try await seat.venue.setting(of: symbol)
        let position = try await seat.venue.positions(symbol).first { side == nil || $0.side == side }
        let command = (side ?? position?.side).map { PreviewCommand.margin(symbol, $0, amount) }
        let effect = try await effect(command, at: seat, of: symbol, setting.scope)
        let heading =
            seat.heading + [
                ("symbol", .text(symbol)), ("now", .text("margin \(position?.margin?.text ?? "none")")),
            ]
        return [Row(heading + request("margin by \(amount)", nil) + effect.fields, effect.status)]
    }

    private static func request(_ summary: String, _ request: String?) -> [(StaticString, Value)] {
        [("change", .text(summary))] + (request.map { [("request", .text($0))] } ?? [])
    }

    /// The engine's commands for the same changes, in the same order. Each is previewed from the state there is now.
    private static func commands(
        from setting: MarginSetting, to wanted: WantedSetting, oneRequest: Bool
    ) -> [PreviewCommand] {
        let mode = wanted.mode ?? setting.mode
        var commands: [PreviewCommand] = []
        if mode != setting.mode {
            switch setting.scope {
            case .account: commands.append(.accountMode(mode))
            case .symbol(let symbol):
                commands.append(.symbolMode(symbol, mode, leverage: oneRequest ? wanted.leverage : nil))
            }
        }
        if let leverage = wanted.leverage, commands.isEmpty || !oneRequest {
            commands.append(.leverage(setting.symbol, mode, leverage))
        }
        return commands
    }

    private static func effect(
        _ command: PreviewCommand?, at seat: Seat, of symbol: String, _ scope: ModeScope
    ) async throws(MarginVenueError) -> (fields: [(StaticString, Value)], status: ExitStatus) {
        guard let command, let control = seat.control, let uid = seat.profile.uid else {
            return ([("result", .text("effect not known"))], .done)
        }
        let isInverse = seat.profile.family == .bybit && BybitCategory(symbol: symbol) == .inverse && scope != .account
        let preview = try await control.preview(command, of: uid, inverseWallet: isInverse)
        return (preview.fields, preview.isAllowed ? .done : .wouldBeRefused)
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
