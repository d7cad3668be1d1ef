import CommandLine
import MarginClient

/// What is to be done at each account, its options read.
enum DeskTask: Sendable {
    case showModes([String])
    case setMode(String, MarginMode)
    case ensure([WantedSetting])
    case setLeverage(String, DecimalNumber)
    case adjustMargin(String, DecimalNumber, PositionSide?)
    /// What a change would do; the change itself is not sent.
    case preview([WantedSetting])
    case previewMargin(String, DecimalNumber, PositionSide?)
    /// All of them without symbols, as in the next three.
    case listPositions([String])
    case listOrders([String])
    case listInstruments([String])
    case listBalances
    case listTiers([String])

    init(_ verb: DeskVerb, _ arguments: VerbArguments) throws(UsageError) {
        let symbols = try arguments.list(.symbol)
        let isDry = arguments.has(.dryRun)
        switch verb {
        case .modeShow: self = .showModes(symbols)
        case .modeSet, .leverageSet:
            let wanted = try Self.wanted(arguments)
            guard let first = wanted.first, wanted.count == 1 else { throw UsageError("--symbol must be one symbol") }
            self =
                if isDry { .preview(wanted) } else if let mode = first.mode { .setMode(first.symbol, mode) } else {
                    .setLeverage(first.symbol, first.leverage ?? .zero)
                }
        case .modeEnsure: self = isDry ? .preview(try Self.wanted(arguments)) : .ensure(try Self.wanted(arguments))
        case .modePreview: self = .preview(try Self.wanted(arguments))
        case .marginAdd, .marginReduce:
            let amount = try arguments.number(.amount) ?? .zero
            let signed = verb == .marginAdd ? amount : amount.negated
            guard let symbol = symbols.first, symbols.count == 1 else {
                throw UsageError("--symbol must be one symbol")
            }
            let side = try arguments.word(.side, PositionSide.self)
            self = isDry ? .previewMargin(symbol, signed, side) : .adjustMargin(symbol, signed, side)
        case .positions: self = .listPositions(symbols)
        case .orders: self = .listOrders(symbols)
        case .instruments: self = .listInstruments(symbols)
        case .tiers: self = .listTiers(symbols)
        case .accounts: self = .listBalances
        }
    }

    private static func wanted(_ arguments: VerbArguments) throws(UsageError) -> [WantedSetting] {
        let mode = try arguments.word(.mode, MarginMode.self)
        let leverage = try arguments.number(.leverage)
        guard mode != nil || leverage != nil else { throw UsageError("say --mode or --leverage") }
        return try arguments.list(.symbol).map { WantedSetting($0, mode: mode, leverage: leverage) }
    }

    /// Does it at one account, which never keeps the others from theirs.
    func rows(_ seat: Seat) async -> [Row] {
        switch self {
        case .showModes(let symbols): await seat.forEach(symbols, \.self, Modes.show)
        case .ensure(let wanted): await seat.forEach(wanted, \.symbol, Modes.ensure)
        case .preview(let wanted): await seat.forEach(wanted, \.symbol, DryRun.setting)
        case .setMode(let symbol, let mode):
            await seat.forEach([symbol], \.self) { seat, symbol throws(MarginVenueError) in
                try await Modes.set(seat, symbol, mode)
            }
        case .setLeverage(let symbol, let leverage):
            await seat.forEach([symbol], \.self) { seat, symbol throws(MarginVenueError) in
                try await Modes.setLeverage(seat, symbol, leverage)
            }
        case .adjustMargin(let symbol, let amount, let side):
            await seat.forEach([symbol], \.self) { seat, symbol throws(MarginVenueError) in
                try await Margins.adjust(seat, symbol, amount, side)
            }
        case .previewMargin(let symbol, let amount, let side):
            await seat.forEach([symbol], \.self) { seat, symbol throws(MarginVenueError) in
                try await DryRun.margin(seat, symbol, amount, side)
            }
        case .listPositions(let symbols): await seat.list(symbols, Listings.positions)
        case .listOrders(let symbols): await seat.list(symbols, Listings.orders)
        case .listInstruments(let symbols): await seat.list(symbols, Listings.instruments)
        case .listBalances:
            await seat.list([]) { seat, _ throws(MarginVenueError) in try await Listings.balances(seat) }
        case .listTiers(let symbols): await seat.forEach(symbols, \.self, Listings.tiers)
        }
    }
}

extension Seat {
    /// The lines about what is wanted of symbols, one after the other; what fails is the line of its symbol.
    func forEach<Item>(
        _ items: [Item], _ symbol: (Item) -> String,
        _ body: (Seat, Item) async throws(MarginVenueError) -> [Row]
    ) async -> [Row] {
        var rows: [Row] = []
        for item in items {
            do throws(MarginVenueError) { rows += try await body(self, item) } catch {
                rows.append(Row(heading + [("symbol", .text(symbol(item)))], failed: error))
            }
        }
        return rows
    }

    /// The lines about symbols or, without any, about all there is; what fails is one line.
    func list(
        _ symbols: [String], _ body: (Seat, String?) async throws(MarginVenueError) -> [Row]
    ) async -> [Row] {
        guard symbols.isEmpty else {
            return await forEach(symbols, \.self) { seat, symbol throws(MarginVenueError) in
                try await body(seat, symbol)
            }
        }
        do throws(MarginVenueError) { return try await body(self, nil) } catch { return [Row(heading, failed: error)] }
    }
}
