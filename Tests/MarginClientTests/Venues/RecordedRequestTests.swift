import Foundation
import MarginClient
import Testing

/// What pybit 5.17.0 and ccxt 4.5.90 sent, recorded by `Tests/Clients/record_requests.py`.
struct Recording: Decodable {
    struct Request: Decodable, Sendable, CustomTestStringConvertible {
        let client, venue, call, method, target, body: String
        let arguments: [String: Argument]
        let fields: [[String]]

        func field(_ name: String) -> String? {
            fields.first { $0[0].lowercased() == name.lowercased() }?[1]
        }

        var isOfPybit: Bool { client.hasPrefix("pybit") }
        /// JSON without the spaces between its tokens; none of the recorded strings has one inside.
        var compactBody: String { body.replacingOccurrences(of: " ", with: "") }
        var testDescription: String { "\(client) \(venue) \(call) \(body)" }
    }

    enum Argument: Decodable, Sendable {
        case text(String), flag(Bool)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self = try (try? container.decode(Bool.self)).map(Self.flag) ?? .text(container.decode(String.self))
        }

        var text: String { if case .text(let text) = self { text } else { "" } }
        var flag: Bool { if case .flag(let flag) = self { flag } else { false } }
    }

    let secret, passphrase: String
    let requests: [Request]

    static func load() throws -> Recording {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/requests/recorded.json")
        return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: file))
    }
}

@Suite struct RecordedRequestTests {
    private static let recording = Result { try Recording.load() }
    static var requests: [Recording.Request] { (try? recording.get().requests) ?? [] }

    @Test func `all five clients' calls were recorded`() throws {
        let recorded = Set(try Self.recording.get().requests.map { "\($0.client) \($0.venue) \($0.call)" })
        #expect(
            recorded.isSuperset(of: [
                "pybit 5.17.0 bybit set-margin-mode", "pybit 5.17.0 bybit switch-isolated",
                "ccxt 4.5.90 bybit set-margin-mode", "ccxt 4.5.90 bybit switch-isolated",
                "ccxt 4.5.90 bitget set-margin-mode", "ccxt 4.5.90 bitget set-margin",
            ]))
    }

    @Test(arguments: requests)
    func `ours has the same method, address and body`(_ recorded: Recording.Request) async throws {
        let ours = try await Self.ours(recorded)
        #expect(ours.method.rawValue == recorded.method)
        #expect(ours.url == "http://venue" + recorded.target)
        #expect(String(decoding: ours.body, as: UTF8.self) == recorded.compactBody)
    }

    @Test(arguments: requests)
    func `ours has the same signature and signing fields`(_ recorded: Recording.Request) async throws {
        let ours = try await Self.ours(recorded)
        let bybit = ["X-BAPI-API-KEY", "X-BAPI-SIGN", "X-BAPI-TIMESTAMP", "X-BAPI-RECV-WINDOW"]
        let bitget = ["ACCESS-KEY", "ACCESS-SIGN", "ACCESS-TIMESTAMP", "ACCESS-PASSPHRASE"]
        for name in recorded.venue == "bybit" ? bybit : bitget {
            // pybit's bodies have spaces, which are signed: there the bytes themselves differ.
            if name == "X-BAPI-SIGN", recorded.body != recorded.compactBody { continue }
            #expect(ours.field(name) == recorded.field(name), "\(name)")
        }
        if recorded.isOfPybit { #expect(ours.field("X-BAPI-SIGN-TYPE") == recorded.field("X-BAPI-SIGN-TYPE")) }
        if recorded.method == "POST" { #expect(ours.field("Content-Type") == recorded.field("Content-Type")) }
    }

    @Test(arguments: requests.filter { $0.venue == "bybit" })
    func `the recorded bytes have the recorded signature, spaces and all`(_ recorded: Recording.Request) throws {
        let key = recorded.field("X-BAPI-API-KEY") ?? ""
        let signer = BybitSigner(try .test(key: key, secret: try Self.recording.get().secret), recvWindowMs: 5_000)
        let timestampMs = try #require(recorded.field("X-BAPI-TIMESTAMP").flatMap { Int64($0) })
        let query = recorded.target.split(separator: "?").dropFirst().first ?? ""
        let payload = recorded.method == "GET" ? String(query) : recorded.body
        let signature = signer.signature(timestampMs: timestampMs, payload: Array(payload.utf8))
        #expect(signature == recorded.field("X-BAPI-SIGN"))
    }

    /// The request that our client makes of the same call with the same key at the same time.
    private static func ours(_ recorded: Recording.Request) async throws -> HTTPRequest {
        let recording = try recording.get()
        let transport = ScriptedTransport { _, _ in .json(answer) }
        let timestamp = recorded.field("X-BAPI-TIMESTAMP") ?? recorded.field("ACCESS-TIMESTAMP")
        let nowMs = try #require(timestamp.flatMap { Int64($0) })
        let skewed = TestSurroundings(nowMs: nowMs)
        let line = Line(
            FixedTimeTransport(transport, timeMs: nowMs), surroundings: skewed.surroundings)
        let key = recorded.field("X-BAPI-API-KEY") ?? recorded.field("ACCESS-KEY") ?? ""
        let credentials = try Credentials.test(key: key, secret: recording.secret, passphrase: recording.passphrase)
        if recorded.venue == "bybit" {
            try? await call(recorded, BybitVenue(credentials, at: "http://venue", over: line))
        } else {
            try? await call(recorded, BitgetVenue(credentials, at: "http://venue", over: line))
        }
        return try #require(transport.requests.first)
    }

    private static func call(_ recorded: Recording.Request, _ venue: BybitVenue) async throws {
        let arguments = recorded.arguments.mapValues(\.text)
        let symbol = arguments["symbol"] ?? ""
        let leverage = arguments["leverage"].flatMap { DecimalNumber($0) } ?? .zero
        switch recorded.call {
        case "set-margin-mode":
            try await venue.setMarginMode(try #require(BybitMarginMode(rawValue: arguments["mode"] ?? "")))
        case "switch-isolated":
            try await venue.switchIsolated(
                symbol, isolated: recorded.arguments["isolated"]?.flag ?? false, leverage: leverage)
        case "set-leverage": try await venue.setLeverage(symbol, buy: leverage, sell: leverage)
        case "add-margin":
            let amount = try #require(DecimalNumber(arguments["amount"] ?? ""))
            try await venue.addMargin(symbol, amount, positionIndex: 0)
        case "account-info": _ = try await venue.accountInfo()
        case "position-list": _ = try await venue.positions(symbol)
        default: Issue.record("no call \(recorded.call)")
        }
    }

    private static func call(_ recorded: Recording.Request, _ venue: BitgetVenue) async throws {
        let arguments = recorded.arguments.mapValues(\.text)
        let symbol = arguments["symbol"] ?? ""
        switch recorded.call {
        case "set-margin-mode":
            _ = try await venue.setMarginMode(
                symbol, try #require(BitgetMarginMode(rawValue: arguments["mode"] ?? "")))
        case "set-margin":
            let amount = try #require(DecimalNumber(arguments["amount"] ?? ""))
            let side = try #require(PositionSide(rawValue: arguments["side"] ?? ""))
            try await venue.setMargin(symbol, amount, holdSide: side)
        case "account": _ = try await venue.account(symbol)
        default: Issue.record("no call \(recorded.call)")
        }
    }

    /// Good enough for either venue to go on with.
    private static let answer = #"{"retCode":0,"code":"00000","result":{"list":[]},"data":{}}"#
}

/// Tells the time that is wanted, and passes all else on.
struct FixedTimeTransport: Transport {
    private let inner: any Transport
    private let timeMs: Int64

    init(_ inner: any Transport, timeMs: Int64) {
        self.inner = inner
        self.timeMs = timeMs
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
        request.url.hasSuffix("/time") ? .time(timeMs) : try await inner.send(request)
    }
}
