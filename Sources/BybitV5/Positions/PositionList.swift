import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/position/list`. https://bybit-exchange.github.io/docs/v5/position
struct PositionList: PrivateCall {
    private enum Scope {
        /// Rows even where nothing is open.
        case symbols([String])
        /// Open positions only.
        case settled(String?)
    }

    private let account: Account
    private let category: Category
    private let scope: Scope
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.category()
        if let symbols = try parameters.text("symbol") {
            scope = .symbols(try Self.list(symbols, of: account.generation))
        } else {
            let settleCoin = try parameters.text("settleCoin")
            guard settleCoin != nil || category != .linear else { throw .invalid("symbol") }
            scope = .settled(settleCoin)
        }
        limit = try parameters.limit(upTo: 200, default: 20)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let places = try places(in: desk.engine)
        let page = Page(of: places, limit: limit, after: cursor, key: \.key, isFalling: false)
        let marginAccount = account.marginAccount(category)
        var rows: [PositionRow] = []
        for place in page.rows {
            let holding = desk.engine.holding(marginAccount, place.instrument)
            rows.append(PositionRow(holding, place.side, in: desk.engine))
        }
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for position in rows { list.object { position.write(to: &$0) } }
            }
        }
    }

    /// Several symbols at once are UTA2.0's; elsewhere the whole text is one symbol.
    private static func list(_ symbols: String, of generation: AccountGeneration) throws(ReturnCode) -> [String] {
        guard generation.isUTA2 else { return [symbols] }
        let list = symbols.split(separator: ",").map(String.init)
        guard (1...10).contains(list.count) else { throw .invalid("symbol") }
        return list
    }

    private func places(in engine: borrowing Engine) throws(ReturnCode) -> [Place] {
        guard category.payoff != nil else { return [] }
        let marginAccount = account.marginAccount(category)
        switch scope {
        case .symbols(let symbols):
            var places: Set<Place> = []
            for symbol in symbols {
                let instrument = try engine.contract(symbol, category, of: account)
                places.formUnion(Place.all(of: engine.holding(marginAccount, instrument)))
            }
            return places.sorted { $0.key < $1.key }
        case .settled(let coin):
            var places: [Place] = []
            for holding in engine.holdings(of: marginAccount) {
                guard engine[holding.instrument].payoff == category.payoff else { continue }
                if let coin, engine.settleCoin(holding.instrument) != coin { continue }
                places += Place.all(of: holding).filter { holding[$0.side].isOpen }
            }
            return places
        }
    }
}

/// A row's place in the list.
private struct Place: Hashable {
    let instrument: InstrumentID
    let side: PositionSide

    static func all(of holding: Holding) -> [Place] {
        holding.shownSides.map { Place(instrument: holding.instrument, side: $0) }
    }

    var key: UInt64 { UInt64(instrument.index) * 4 + UInt64(side.rawValue) }
}

extension Holding {
    /// The sides that have a row: one in one-way mode, the open one; both in hedge mode.
    var shownSides: [PositionSide] {
        positionMode == .hedge ? [.long, .short] : [short.isOpen ? .short : .long]
    }
}
