import Desks
import Dialects
import MarginEngine
import TestDesks
import Testing
import Wire

@Suite struct DoorTests {
    private static let limit = RateLimit(calls: 2, windowMs: 1_000)

    private func door(_ limits: RateLimits?, atMs wireTimeMs: Int64, from peer: String = "::1") -> Door {
        Door(keys: KeyRing(), wireTimeMs: wireTimeMs, peer: peer, limits: limits)
    }

    @Test("An address exceeds a limit with the call after the last, and each address counts by itself")
    func ownLimit() {
        var first = door(RateLimits(), atMs: 0)
        let calls = (1...3).map { _ in first.addressExceeds(Self.limit, bucket: "calls") }
        let order = first.addressExceeds(Self.limit, bucket: "orders")
        var second = door(first.limits, atMs: 0, from: "::2")
        let another = second.addressExceeds(Self.limit, bucket: "calls")
        var later = door(first.limits, atMs: 1_000)
        let afterwards = later.addressExceeds(Self.limit, bucket: "calls")
        #expect(calls == [false, false, true])
        #expect([order, another, afterwards] == [false, false, false])
    }

    @Test("A ban lasts from the call that exceeded the limit, however often the address calls meanwhile")
    func ban() {
        var limits: RateLimits? = RateLimits()
        let exceeds = [0, 0, 0, 59_999, 60_000].map { (timeMs: Int64) in
            var door = door(limits, atMs: timeMs)
            defer { limits = door.limits }
            return door.addressExceeds(Self.limit, bucket: "calls", banMs: 60_000)
        }
        #expect(exceeds == [false, false, true, true, false])
    }

    @Test("Nothing exceeds limits that are switched off")
    func limitsOff() {
        var door = door(nil, atMs: 0)
        let exceeds = (1...9).map { _ in door.addressExceeds(Self.limit, bucket: "calls", banMs: 60_000) }
        #expect(!exceeds.contains(true))
    }

    @Test("A key expires at its time, and is open to the addresses it names or to all")
    func keys() {
        let desk = TradedDesk.make()
        let logins = desk.keys.map { key in
            let account = desk.engine.account(uid: key.uid) ?? AccountID(index: 0)
            return Login(key, secret: [], passphrase: [], accountID: account, account: desk.engine[account])
        }
        #expect(logins.map { $0.hasExpired(by: 8) } == [false, false])
        #expect(logins.map { $0.hasExpired(by: 9) } == [false, true])
        #expect(logins.map { $0.isOpen(to: "::1") } == [true, true])
        #expect(logins.map { $0.isOpen(to: "::2") } == [true, false])
    }
}
