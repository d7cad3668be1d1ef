import MarginClient

/// What there is.
enum Listings {
    static func positions(_ seat: Seat, _ symbol: String?) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.positions(symbol).map { row in
            Row(
                seat.heading + [
                    ("symbol", .text(row.symbol)), ("side", .text(row.side.rawValue)), ("size", Value(row.size)),
                    ("entryPrice", Value(row.entryPrice)), ("markPrice", Value(row.markPrice)),
                    ("leverage", Value(row.leverage)), ("margin", Value(row.margin)),
                    ("unrealised", Value(row.unrealised)), ("liquidationPrice", Value(row.liquidationPrice)),
                ])
        }
    }

    static func orders(_ seat: Seat, _ symbol: String?) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.openOrders(symbol).map { row in
            Row(
                seat.heading + [
                    ("symbol", .text(row.symbol)), ("side", .text(row.side)), ("price", Value(row.price)),
                    ("quantity", Value(row.quantity)), ("filled", Value(row.filled)), ("order", .text(row.orderID)),
                    ("clientOrder", .text(row.clientOrderID)),
                ])
        }
    }

    static func balances(_ seat: Seat) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.balances().map { row in
            Row(
                seat.heading + [
                    ("wallet", .text(row.wallet)), ("asset", .text(row.asset)), ("balance", Value(row.balance)),
                    ("equity", Value(row.equity)), ("available", Value(row.available)),
                ])
        }
    }

    static func instruments(_ seat: Seat, _ symbol: String?) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.instruments(symbol).map { row in
            Row(
                seat.heading + [
                    ("symbol", .text(row.symbol)), ("base", .text(row.base)), ("quote", .text(row.quote)),
                    ("settle", .text(row.settle)), ("tick", Value(row.tick)), ("step", Value(row.quantityStep)),
                    ("minimum", Value(row.minQuantity)), ("maxLeverage", Value(row.maxLeverage)),
                ])
        }
    }

    static func tiers(_ seat: Seat, _ symbol: String) async throws(MarginVenueError) -> [Row] {
        try await seat.venue.tiers(of: symbol).map { row in
            Row(
                seat.heading + [
                    ("symbol", .text(symbol)), ("tier", .text("\(row.level)")), ("limit", Value(row.limit)),
                    ("maintenanceRate", Value(row.maintenanceRate)), ("maxLeverage", Value(row.maxLeverage)),
                ])
        }
    }
}
