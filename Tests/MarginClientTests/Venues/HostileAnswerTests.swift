import Foundation
import MarginClient
import Synchronization
import TestSupport
import Testing

/// Whatever a venue answers, a call ends with a result or with an error.
@Suite struct HostileAnswerTests {
    /// Spoils answers on their way: a value becomes another, or bytes are changed.
    private final class SpoilingTransport: Transport {
        private let inner: any Transport
        private let generator: Mutex<SplitMix64>
        let answers = Atomic(0)

        init(_ inner: any Transport, seed: UInt64) {
            self.inner = inner
            generator = Mutex(SplitMix64(seed: seed))
        }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
            let answer = try await inner.send(request)
            answers.add(1, ordering: .relaxed)
            return generator.withLock { generator in
                HTTPAnswer(
                    status: Int.random(in: 0..<8, using: &generator) == 0 ? 0 : answer.status,
                    fields: answer.fields + Self.fields(&generator), body: Self.spoilt(answer.body, &generator))
            }
        }

        private static let values = [
            "null", "[]", "{}", "true", "-1", "0", "1e999", "99999999999999999999999999", "\"\"",
            "\"-9223372036854775808\"",
            "\"9223372036854775807\"", "\"1.5\"", "\"x\"", "[{}]", "[[]]", "[null]", "\"\\u0000\"",
        ]

        private static func fields(_ generator: inout SplitMix64) -> [HTTPField] {
            let numbers = ["-9223372036854775808", "9223372036854775807", "0", "-1", "x", ""]
            return [
                "X-Bapi-Limit-Status", "X-Bapi-Limit-Reset-Timestamp", "x-mbx-used-remain-limit", "Retry-After",
            ].map { HTTPField($0, numbers.randomElement(using: &generator) ?? "") }
        }

        /// Half of the time a value behind a colon, otherwise any byte.
        private static func spoilt(_ body: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
            let text = String(decoding: body, as: UTF8.self)
            let colons = text.indices.filter { text[$0] == ":" }
            guard Bool.random(using: &generator), let colon = colons.randomElement(using: &generator) else {
                var body = body
                if let index = body.indices.randomElement(using: &generator) {
                    body[index] = UInt8.random(in: 0...255, using: &generator)
                }
                return body
            }
            let start = text.index(after: colon)
            let end = text[start...].firstIndex { ",}]".contains($0) } ?? text.endIndex
            return Array((text[..<start] + (values.randomElement(using: &generator) ?? "") + text[end...]).utf8)
        }
    }

    @Test(arguments: ["bybit-uta", "bybit-classic", "bitget", "ztdx"], 0..<12 as Range<UInt64>)
    func `no answer brings the client down`(_ account: String, _ seed: UInt64) async throws {
        let plimsoll = try ServedPlimsoll()
        try plimsoll.order(account, .buy, "0.1")
        try plimsoll.order(account, .buy, "0.1", price: "50000")
        let spoiling = SpoilingTransport(try CurlTransport(), seed: seed)
        let line = try plimsoll.line(spoiling)
        let venue: any MarginVenue =
            switch account {
            case "bitget": try plimsoll.bitget(line)
            case "ztdx": try plimsoll.ztdx(line)
            default: try plimsoll.bybit(account, line)
            }
        for _ in 0..<4 {
            _ = try? await venue.timeMs()
            _ = try? await venue.setting(of: "BTCUSDT")
            _ = try? await venue.positions(nil)
            _ = try? await venue.openOrders("BTCUSDT")
            _ = try? await venue.balances()
            _ = try? await venue.instruments("BTCUSDT")
            _ = try? await venue.tiers(of: "BTCUSDT")
            _ = try? await venue.adjustMargin(by: DecimalNumber(1), of: "BTCUSDT", side: nil)
            _ = try? await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(5)))
        }
        #expect(spoiling.answers.load(ordering: .relaxed) > 36)
    }
}
