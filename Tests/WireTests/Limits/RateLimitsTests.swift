import TestSupport
import Testing
import Wire

@Suite struct RateLimitsTests {
    private let key = RateKey(.account(1), bucket: "order")
    private let twoPerSecond = RateLimit(calls: 2, windowMs: 1_000)

    @Test func callsCountUntilExactlyOneWindowLater() {
        var limits = RateLimits()
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 10_000).remaining == 1)
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 10_400).remaining == 0)
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 10_999).isLimited)
        #expect(!limits.take(key, limit: twoPerSecond, nowMs: 11_000).isLimited)
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 11_399).isLimited)
        #expect(!limits.take(key, limit: twoPerSecond, nowMs: 11_400).isLimited)
    }

    @Test func aRefusedCallIsNotCounted() {
        var limits = RateLimits()
        for _ in 0..<50 { _ = limits.take(key, limit: twoPerSecond, nowMs: 500) }
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 1_500).remaining == 1)
    }

    @Test func theStatusTellsWhenTheNextCallFits() {
        var limits = RateLimits()
        let first = limits.take(key, limit: twoPerSecond, nowMs: 100)
        #expect(first.limit == 2)
        #expect(first.resetAtMs == 100)
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 300).resetAtMs == 1_100)
        let refused = limits.take(key, limit: twoPerSecond, nowMs: 400)
        #expect(refused.isLimited && !refused.isBanned)
        #expect(refused.remaining == 0)
        #expect(refused.resetAtMs == 1_100)
        #expect(!limits.take(key, limit: twoPerSecond, nowMs: refused.resetAtMs).isLimited)
    }

    @Test func aCallMayCostMoreThanOne() {
        var limits = RateLimits()
        let weight = RateLimit(calls: 10, windowMs: 60_000)
        #expect(limits.take(key, cost: 6, limit: weight, nowMs: 0).remaining == 4)
        #expect(limits.take(key, cost: 3, limit: weight, nowMs: 5_000).remaining == 1)
        let refused = limits.take(key, cost: 5, limit: weight, nowMs: 6_000)
        #expect(refused.isLimited)
        #expect(refused.remaining == 1)
        #expect(refused.resetAtMs == 60_000)
        #expect(limits.take(key, cost: 8, limit: weight, nowMs: 6_000).resetAtMs == 65_000)
        #expect(limits.take(key, cost: 11, limit: weight, nowMs: 6_000).isLimited)
        #expect(limits.take(key, cost: 1, limit: weight, nowMs: 6_000).remaining == 0)
    }

    @Test func aCostOfZeroAsksWhatRemains() {
        var limits = RateLimits()
        #expect(limits.take(key, cost: 0, limit: twoPerSecond, nowMs: 0).remaining == 2)
        _ = limits.take(key, cost: 2, limit: twoPerSecond, nowMs: 0)
        let asked = limits.take(key, cost: 0, limit: twoPerSecond, nowMs: 1)
        #expect(asked.remaining == 0 && !asked.isLimited)
        #expect(limits.take(key, cost: 0, limit: twoPerSecond, nowMs: 1_000).remaining == 2)
    }

    @Test func keysAreCountedApart() {
        var limits = RateLimits()
        _ = limits.take(key, cost: 2, limit: twoPerSecond, nowMs: 0)
        let others = [
            RateKey(.account(2), bucket: "order"), RateKey(.account(1), bucket: "position"),
            RateKey(.ip("1"), bucket: "order"),
        ]
        for other in others {
            #expect(limits.take(other, limit: twoPerSecond, nowMs: 0).remaining == 1)
        }
    }

    /// Compares with a plain list of all calls.
    @Test func theWindowIsExactOverALongRandomRun() {
        var limits = RateLimits()
        var random = SplitMix64(seed: 5)
        let limit = RateLimit(calls: 25, windowMs: 500)
        var accepted: [(atMs: Int64, cost: Int)] = []
        var nowMs: Int64 = 1_700_000_000_000
        for _ in 0..<5_000 {
            nowMs += Int64(random.next() % 40)
            let cost = Int(random.next() % 5) + 1
            let used = accepted.reversed().prefix { $0.atMs > nowMs - 500 }.reduce(0) { $0 + $1.cost }
            let status = limits.take(key, cost: cost, limit: limit, nowMs: nowMs)
            #expect(status.isLimited == (used + cost > 25))
            if !status.isLimited { accepted.append((nowMs, cost)) }
        }
        #expect(accepted.count < 5_000)
    }

    @Test func aBanRefusesEverythingUntilItEnds() {
        var limits = RateLimits()
        let ip = RateKey(.ip("192.0.2.1"), bucket: "bybit")
        let limit = RateLimit(calls: 600, windowMs: 5_000)
        limits.ban(ip, untilMs: 600_000, nowMs: 0)
        limits.ban(ip, untilMs: 1_000, nowMs: 0)
        let refused = limits.take(ip, limit: limit, nowMs: 599_999)
        #expect(refused.isLimited && refused.isBanned)
        #expect(refused.resetAtMs == 600_000)
        let accepted = limits.take(ip, limit: limit, nowMs: 600_000)
        #expect(!accepted.isLimited && !accepted.isBanned)
        #expect(accepted.remaining == 599)
    }

    @Test func aFloodOfKeysIsBoundedAndTheKeysInUseStay() {
        var limits = RateLimits(capacity: 100)
        let once = RateLimit(calls: 1, windowMs: 1_000_000)
        #expect(!limits.take(key, limit: once, nowMs: 0).isLimited)
        for account in 100..<10_000 as Range<UInt64> {
            _ = limits.take(RateKey(.account(account), bucket: "order"), limit: once, nowMs: 1)
            if account % 50 == 0 { #expect(limits.take(key, limit: once, nowMs: 1).isLimited) }
            #expect(limits.count <= 200)
        }
    }

    @Test func asManyKeysAsTheCapacityAreAllRemembered() {
        var limits = RateLimits(capacity: 64)
        let once = RateLimit(calls: 1, windowMs: 1_000_000)
        let keys = (0..<64).map { RateKey(.account($0), bucket: "order") }
        for key in keys { #expect(!limits.take(key, limit: once, nowMs: 0).isLimited) }
        for round in 1...5 as ClosedRange<Int64> {
            for key in keys { #expect(limits.take(key, limit: once, nowMs: round).isLimited) }
        }
    }

    @Test func idleKeysAreDropped() {
        var limits = RateLimits(idleMs: 1_000)
        for account in 0..<50 as Range<UInt64> {
            _ = limits.take(RateKey(.account(account), bucket: "order"), limit: twoPerSecond, nowMs: 0)
        }
        _ = limits.take(key, limit: twoPerSecond, nowMs: 1_000)
        _ = limits.take(key, limit: twoPerSecond, nowMs: 2_000)
        #expect(limits.count == 1)
    }

    @Test func clocksReadOutOfOrderLoseNoCall() {
        var limits = RateLimits()
        _ = limits.take(key, limit: twoPerSecond, nowMs: 1_000)
        _ = limits.take(key, limit: twoPerSecond, nowMs: 998)
        #expect(limits.take(key, limit: twoPerSecond, nowMs: 1_999).isLimited)
        #expect(!limits.take(key, limit: twoPerSecond, nowMs: 2_000).isLimited)
    }

    @Test func aClockSetBackDoesNotLimitForEver() {
        var limits = RateLimits()
        _ = limits.take(key, cost: 2, limit: twoPerSecond, nowMs: 1_000_000)
        #expect(!limits.take(key, limit: twoPerSecond, nowMs: 5_000).isLimited)
    }
}
