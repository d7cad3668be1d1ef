import Desks
import MarginEngine
import TestDesks
import Testing

@Suite struct DeskReplayTests {
    private static let startMs: Int64 = 1_700_000_000_000
    private static let key = APIKey(
        key: "public", uid: 1, sealedSecret: [1, 200, 3], sealedPassphrase: [], isReadOnly: true,
        addresses: ["10.0.0.1"], expiresMs: 5)

    /// A desk that has lived through accounts, keys, trades, funding and a stopped clock.
    private static func lived() -> Desk {
        var desk = Desk()
        desk.wallMs = startMs
        desk.open()
        desk.apply(.addKey(key))
        desk.apply(.nameAccount(uid: 1, "one"))
        desk.apply(.noteRequest(uid: 1, "transfer"))
        _ = desk.noteTransfer(
            of: 1, from: MarginAccountID(index: 2), to: MarginAccountID(index: 3), asset: AssetID(index: 0),
            amount: Money(units: 5), named: "transfer")
        desk.apply(.setStanding(uid: 1, .disabled))
        desk.apply(.setStanding(uid: 2, .frozen))
        desk.apply(.setStanding(uid: 2, .normal))
        var wanted = AccountPreferences()
        wanted.contractWindow = 10
        wanted.movesSpotPrices = true
        desk.apply(.setPreferences(uid: 1, wanted))
        desk.apply(.setPreferences(uid: 2, wanted))
        desk.apply(.setPreferences(uid: 2, AccountPreferences()))
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        desk.wallMs += 1_234
        _ = desk.apply(desk.market(2, .sell, thousandths: 250))
        desk.wallMs += 30_000_000
        _ = desk.apply(.withdraw(desk.main(1), AssetID(index: 0), Money(units: .max)))
        _ = desk.apply(desk.market(1, .sell, thousandths: 40, closing: true))
        desk.apply(.setClock(.frozen))
        desk.wallMs += 5_000
        let mark = Price(units: 6_010_000_000_000)
        _ = desk.apply(.setPrices(InstrumentID(index: 0), mark: mark, index: mark))
        desk.apply(.setClock(.real))
        desk.wallMs += 90_000_000
        desk.keepTime()
        return desk
    }

    /// The three ways to another desk that has to know what this one knows.
    private struct Copies: ~Copyable {
        let replayed: Desk
        var restored: Desk
        let forked: Desk

        init(of desk: borrowing Desk) throws {
            var fresh = Desk()
            for entry in desk.applied { fresh.replay(entry) }
            var writer = ByteWriter()
            desk.encode(to: &writer)
            var reader = ByteReader(writer.bytes)
            replayed = fresh
            restored = try Desk(from: &reader)
            forked = desk.fork()
        }
    }

    @Test("What was applied, replayed on a fresh desk, gives the same state, the same digest and the same entries")
    func replay() {
        let desk = Self.lived()
        var fresh = Desk()
        for entry in desk.applied { fresh.replay(entry) }
        let states = (desk.engine.digest(), fresh.engine.digest())
        #expect(states.0 == states.1)
        let digests = (desk.digest, fresh.digest)
        #expect(digests.0 == digests.1)
        let entries = (desk.applied, fresh.applied)
        #expect(entries.0 == entries.1)
        let keys = (desk.keys, fresh.keys)
        #expect(keys.0 == keys.1)
        let name = fresh.name(of: 1)
        #expect(name == "one")
    }

    @Test("A request's name is known to its account, also on a fork, a replayed and a restored desk")
    func requests() throws {
        let desk = Self.lived()
        let copies = try Copies(of: desk)
        let known = [
            desk.knowsRequest(uid: 1, "transfer"), copies.replayed.knowsRequest(uid: 1, "transfer"),
            copies.restored.knowsRequest(uid: 1, "transfer"), copies.forked.knowsRequest(uid: 1, "transfer"),
        ]
        #expect(known == [true, true, true, true])
        let unknown = [
            copies.restored.knowsRequest(uid: 2, "transfer"), copies.restored.knowsRequest(uid: 1, "Transfer"),
        ]
        #expect(unknown == [false, false])
    }

    @Test("An account's standing is kept, also on a fork, a replayed and a restored desk, until it is set again")
    func standings() throws {
        let desk = Self.lived()
        var copies = try Copies(of: desk)
        let locked = [
            desk.standing(of: 1), copies.replayed.standing(of: 1), copies.restored.standing(of: 1),
            copies.forked.standing(of: 1),
        ]
        #expect(locked == [.disabled, .disabled, .disabled, .disabled])
        let others = [desk.standing(of: 2), copies.restored.standing(of: 2), copies.restored.standing(of: 3)]
        #expect(others == [.normal, .normal, .normal])
        copies.restored.apply(.setStanding(uid: 1, .unified))
        let after = (copies.restored.standing(of: 1), copies.forked.standing(of: 1))
        #expect(after == (.unified, .disabled))
    }

    @Test("What an account has set of itself is kept by a replayed, a restored and a forked desk")
    func preferences() throws {
        let desk = Self.lived()
        let copies = try Copies(of: desk)
        var wanted = AccountPreferences()
        wanted.contractWindow = 10
        wanted.movesSpotPrices = true
        let kept = [
            desk.preferences(of: 1), copies.replayed.preferences(of: 1), copies.restored.preferences(of: 1),
            copies.forked.preferences(of: 1),
        ]
        #expect(kept == [wanted, wanted, wanted, wanted])
        let others = [desk.preferences(of: 2), copies.restored.preferences(of: 2), copies.restored.preferences(of: 3)]
        #expect(others == [AccountPreferences(), AccountPreferences(), AccountPreferences()])
    }

    @Test("A standing that there is not is no entry")
    func unknownStanding() {
        var writer = ByteWriter()
        for word in [7, 1, 5] as [UInt64] { writer.put(word) }
        var reader = ByteReader(writer.bytes)
        #expect(throws: DecodingFailure.self) { try DeskEntry(from: &reader) }
    }

    @Test("BYBIT-CALL-42: transfers are known to replayed, restored and forked desks, the last 10,000 at least")
    func transfers() throws {
        let desk = Self.lived()
        let copies = try Copies(of: desk)
        let all = [
            desk.transfers(of: 1), copies.replayed.transfers(of: 1), copies.restored.transfers(of: 1),
            copies.forked.transfers(of: 1),
        ]
        for transfers in all {
            #expect(transfers.map(\.name) == ["transfer"])
            #expect(transfers.map(\.number) == [1])
        }
        #expect(desk.transfers(of: 2) == [])
        var busy = Desk()
        for number in 0..<20_001 {
            _ = busy.noteTransfer(
                of: 1, from: MarginAccountID(index: 2), to: MarginAccountID(index: 3), asset: AssetID(index: 0),
                amount: Money(units: 5), named: "\(number)")
        }
        let names = busy.transfers(of: 1)
        #expect(names.first?.name == "20000")
        #expect(names.first?.number == 20_001)
        #expect(names.last?.name == "10000")
    }

    @Test("The last 10,000 names of requests are known, those of long ago forgotten")
    func forgottenRequests() {
        var desk = Desk()
        for number in 0..<20_001 { desk.apply(.noteRequest(uid: 1, "\(number)")) }
        let known = ["20000", "10001", "10000", "9999", "0"].map { desk.knowsRequest(uid: 1, $0) }
        #expect(known == [true, true, true, false, false])
    }

    @Test(
        "A key's permissions come back from its encoding",
        arguments: [KeyPermissions.all, [], .orders, [.positions, .transfers]], [true, false])
    func permissions(permissions: KeyPermissions, isReadOnly: Bool) throws {
        let entry = DeskEntry.addKey(
            APIKey(
                key: "public", uid: 1, sealedSecret: [1], sealedPassphrase: [], isReadOnly: isReadOnly,
                permissions: permissions))
        var writer = ByteWriter()
        entry.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try DeskEntry(from: &reader) == entry)
        #expect(reader.isAtEnd)
    }

    @Test("Every entry comes back from its encoding")
    func coding() throws {
        let desk = Self.lived()
        for entry in desk.applied + [.removeKey("public")] {
            var writer = ByteWriter()
            entry.encode(to: &writer)
            var reader = ByteReader(writer.bytes)
            #expect(try DeskEntry(from: &reader) == entry)
            #expect(reader.isAtEnd)
        }
    }

    @Test("HOUSE-14: A refused command is not noted and leaves the time as it was")
    func refused() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        let before = (desk.engine.digest(), desk.applied.count)
        desk.wallMs += 1_000
        let outcome = desk.apply(.withdraw(desk.main(1), AssetID(index: 0), Money(units: 1 << 59)))
        let after = (desk.engine.digest(), desk.applied.count)
        #expect(outcome == .refused(.insufficientBalance))
        #expect(before == after)
    }

    @Test("A wall clock beyond 2099 neither hangs the desk nor leaves what a replay would refuse")
    func farFuture() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        desk.wallMs = .max
        desk.keepTime()
        _ = desk.apply(desk.market(1, .buy, thousandths: 1))
        var fresh = Desk()
        for entry in desk.applied { fresh.replay(entry) }
        let states = (desk.engine.digest(), fresh.engine.digest())
        #expect(states.0 == states.1)
        let timeMs = desk.engine.timeMs
        #expect(timeMs < 4_102_444_800_000)
    }

    @Test("A venue that was off for years catches up, paying every funding on the way")
    func longAbsence() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        let owed = desk.engine.wallet(desk.main(1), AssetID(index: 0))
        desk.wallMs += 3 * 366 * 86_400_000
        desk.keepTime()
        let left = desk.engine.wallet(desk.main(1), AssetID(index: 0))
        // 1,098 days of three instants; 0.1 * 60,000 * 0.0001 = 0.6 at each.
        #expect(owed - left == Money(units: 3 * 1_098 * 60_000_000))
    }

    @Test("HOUSE-12: A frozen clock stands, whatever the wall says")
    func frozen() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        desk.apply(.setClock(.frozen))
        desk.wallMs += 100_000_000
        desk.keepTime()
        _ = desk.apply(desk.market(1, .buy, thousandths: 1))
        let times = (desk.engine.timeMs, desk.venueTimeMs)
        #expect(times == (Self.startMs, Self.startMs))
    }
}
