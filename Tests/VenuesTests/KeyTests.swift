import Desks
import Dialects
import Journaling
import MarginEngine
import Synchronization
import Testing
import Venues

struct KeyTests {
    private func adding(_ name: String, secret: [UInt8]) -> DeskWork {
        DeskWork(resultUnknown: Fixture.unknown) { desk in
            desk.apply(.addKey(APIKey(key: name, uid: Fixture.uid, sealedSecret: secret, sealedPassphrase: [])))
            return Fixture.text("added")
        }
    }

    private let removing = DeskWork(resultUnknown: Fixture.unknown) { desk in
        desk.apply(.removeKey("a"))
        return Fixture.text("removed")
    }

    @Test func aKeyIsInTheRingWhenItsAnswerLeavesAndGoneWhenItIsRemoved() throws {
        let store = MemoryJournalStore()
        let venue = try Fixture.venue(store)
        #expect(venue.ask(adding("a", secret: [1])) == ["added"])
        #expect(venue.keys.login("a", .bitget)?.uid == Fixture.uid)
        #expect(venue.keys.login("a", .bybit) == nil)
        venue.stop()
        let restarted = try Fixture.venue(store)
        #expect(restarted.keys.login("a", .bitget)?.uid == Fixture.uid)
        #expect(restarted.ask(removing) == ["removed"])
        #expect(restarted.keys.login("a", .bitget) == nil)
    }

    @Test func anAccountsStandingIsInItsLoginsWhenItsAnswerLeavesAndAfterARestart() throws {
        func setting(_ standing: AccountStanding) -> DeskWork {
            DeskWork(resultUnknown: Fixture.unknown) { desk in
                desk.apply(.setStanding(uid: Fixture.uid, standing))
                return Fixture.text("set")
            }
        }
        let store = MemoryJournalStore()
        let venue = try Fixture.venue(store)
        #expect(venue.ask(adding("a", secret: [1])) == ["added"])
        #expect(venue.keys.login("a", .bitget)?.standing == .normal)
        #expect(venue.ask(setting(.frozen), adding("b", secret: [1])) == ["set", "added"])
        #expect(venue.keys.login("a", .bitget)?.standing == .frozen)
        #expect(venue.keys.login("b", .bitget)?.standing == .frozen)
        venue.stop()
        let restarted = try Fixture.venue(store)
        #expect(restarted.keys.login("a", .bitget)?.standing == .frozen)
        #expect(restarted.ask(setting(.normal)) == ["set"])
        #expect(restarted.keys.login("a", .bitget)?.standing == .normal)
    }

    @Test func aKeyOfAFailedCommitIsNotInTheRing() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        store.change { $0.append = .fail }
        #expect(venue.ask(adding("a", secret: [1])) == ["unknown"])
        #expect(venue.ask(Fixture.balance) == ["0"])
        #expect(venue.keys.login("a", .bitget) == nil)
    }

    @Test func aKeySealedUnderAnotherKeyIsToldAndLeftOut() throws {
        let unreadable = Mutex<[VenueNotice]>([])
        let store = MemoryJournalStore()
        var settings = Fixture.settings(store)
        settings.notify = { notice in unreadable.withLock { $0.append(notice) } }
        let venue = try Venue(name: "test", settings: settings)
        #expect(venue.ask(adding("a", secret: [0]), adding("b", secret: [1])) == ["added", "added"])
        #expect(venue.keys.login("a", .bitget) == nil)
        #expect(venue.keys.login("b", .bitget) != nil)
        #expect(unreadable.withLock { $0 } == [.unreadableKey("a")])
    }
}
