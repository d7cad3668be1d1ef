import Desks
import HTTP1
import MarginEngine
import Testing
import Wire

/// The order of checks: path, address limit, headers, key, expiry, address, timestamp, signature, permission,
/// account's standing, account mode, account limit, parameters, business. Each case fails one check and everything after
/// it.
@Suite struct CheckOrderTests {
    private static let marginMode = "/v5/account/set-margin-mode"
    private let venue = TestVenue()

    @Test("Of all checks that fail the first in order answers")
    func firstFailureAnswers() {
        venue.limits = RateLimits()
        let worst = venue.open(
            .classic, uid: 1, isReadOnly: true, addresses: ["1.1.1.1"], expiresMs: TestVenue.startMs - 1)
        let unbound = venue.open(.classic, uid: 2, isReadOnly: true, addresses: ["1.1.1.1"])
        let reading = venue.open(.classic, uid: 3, isReadOnly: true)
        let classic = venue.open(.classic, uid: 4)
        let locked = venue.open(.classic, uid: 5)
        venue.setStanding(.abnormal, of: reading)
        venue.setStanding(.abnormal, of: locked)
        let stranger = TestVenue.Owner(account: worst.account, key: "nobody", secret: "")

        func code(_ owner: TestVenue.Owner?, path: String = Self.marginMode, isStale: Bool, isForged: Bool) -> [Int?] {
            let signer = owner.map {
                TestVenue.Owner(account: $0.account, key: $0.key, secret: isForged ? "forged" : $0.secret)
            }
            let reply = venue.send(
                venue.request(
                    .post, path, body: "[]", as: signer, timestampMs: isStale ? TestVenue.startMs - 60_000 : nil))
            return [reply.status, reply.code]
        }
        #expect(code(nil, path: "/v5/nowhere", isStale: true, isForged: true) == [404, 10017])
        #expect(code(nil, isStale: true, isForged: true).first == 401)
        #expect(code(stranger, isStale: true, isForged: true) == [200, 10003])
        #expect(code(worst, isStale: true, isForged: true) == [200, 33004])
        #expect(code(unbound, isStale: true, isForged: true) == [200, 10010])
        #expect(code(reading, isStale: true, isForged: true) == [200, 10002])
        #expect(code(reading, isStale: false, isForged: true) == [200, 10004])
        #expect(code(reading, isStale: false, isForged: false) == [200, 10005])
        #expect(code(locked, isStale: false, isForged: false) == [200, 10008])
        #expect(code(classic, isStale: false, isForged: false) == [200, 10028])
    }

    @Test("The account limit comes before the parameters, and a call refused earlier does not count")
    func limitBeforeParameters() {
        venue.limits = RateLimits()
        let owner = venue.open(.uta2)
        let impostor = TestVenue.Owner(account: owner.account, key: owner.key, secret: "guess")
        for _ in 0..<5 { #expect(venue.post(Self.marginMode, "[]", as: impostor).code == 10004) }
        for _ in 0..<5 { #expect(venue.post(Self.marginMode, "[]", as: owner).code == 10001) }
        #expect(venue.post(Self.marginMode, "[]", as: owner).code == 10006)
    }

    @Test("Parameters are judged before the state of the account")
    func parametersBeforeBusiness() {
        let owner = venue.open(.uta2, usdt: "1")
        let order = #"{"category":"linear","symbol":"BTCUSDT","side":"Up","orderType":"Limit","qty":"900","price":"1"}"#
        #expect(venue.post("/v5/order/create", order, as: owner).message == "params error: side invalid")
    }
}
