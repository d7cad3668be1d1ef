import Desks
import Dialects
import HTTP1
import Journaling
import MarginEngine
import Venues

/// A venue with one asset, and one account of each of two families.
enum Fixture {
    static let usdt = AssetID(index: 0)
    static let uid: UInt64 = 7

    static func genesis(_ desk: inout Desk) {
        _ = desk.apply(.listAsset("USDT", collateral: []))
        _ = desk.apply(.openAccount(uid: uid, family: .bitget, generation: .only))
    }

    static func settings(_ store: any JournalStore) -> VenueSettings {
        var settings = VenueSettings(store: store, genesis: genesis) { sealed in sealed.first == 0 ? nil : sealed }
        settings.wallMs = { 1_800_000_000_000 }
        return settings
    }

    static func venue(_ store: any JournalStore) throws -> Venue {
        try Venue(name: "test", settings: settings(store))
    }

    static func coins(_ whole: Int64) -> Money { Money(units: Int128(whole) * 100_000_000) }

    static let unknown = Response(status: 503, body: Array("unknown".utf8))

    static func text(_ text: String) -> Response { Response(status: 200, body: Array(text.utf8)) }

    /// Deposits whole coins, and tells the outcome.
    static func deposit(_ coins: Int64) -> DeskWork {
        DeskWork(resultUnknown: unknown) { desk in
            guard let account = desk.engine.account(uid: uid) else { return text("no account") }
            switch desk.apply(.deposit(desk.engine[account].main, usdt, Fixture.coins(coins))) {
            case .accepted, .placed: return text("deposited \(coins)")
            case .refused(let refusal): return text("refused \(refusal)")
            }
        }
    }

    /// Sets both prices of the first instrument, in whole coins.
    static func setPrices(_ coins: Int64) -> DeskWork {
        let price = Price(units: coins * 100_000_000)
        return DeskWork(resultUnknown: unknown) { desk in
            text("\(desk.apply(.setPrices(InstrumentID(index: 0), mark: price, index: price)))")
        }
    }

    /// Tells the balance in whole coins.
    static let balance = DeskWork(resultUnknown: unknown) { desk in
        guard let account = desk.engine.account(uid: uid) else { return text("no account") }
        return text("\(desk.engine.wallet(desk.engine[account].main, usdt).units / 100_000_000)")
    }

    /// Tells the digest of the engine's state.
    static let digest = DeskWork(resultUnknown: unknown) { desk in text(desk.engine.digest().text) }
}

extension Venue {
    /// Submits works as one, and returns the texts of their answers.
    func ask(_ works: DeskWork...) -> [String] {
        let probe = Probe()
        submit(probe.tasks(works))
        return probe.wait(for: works.count)
    }
}
