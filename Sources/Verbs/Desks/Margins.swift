import MarginClient

/// Margin of isolated positions.
enum Margins {
    /// What became of the position is shown where that can be had; the change is done either way.
    static func adjust(
        _ seat: Seat, _ symbol: String, _ amount: DecimalNumber, _ side: PositionSide?
    ) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.adjustMargin(by: amount, of: symbol, side: side)
        let position = try? await seat.venue.positions(symbol).first { side == nil || $0.side == side }
        return [
            Row(
                seat.heading + [
                    ("symbol", .text(symbol)), ("side", Value(position?.side.rawValue)), ("by", Value(amount)),
                    ("margin", Value(position?.margin)), ("liquidationPrice", Value(position?.liquidationPrice)),
                    ("result", .text("done")),
                ])
        ]
    }
}
