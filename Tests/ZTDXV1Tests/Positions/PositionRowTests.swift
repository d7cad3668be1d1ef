import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("Positions as the account calls show them")
struct PositionRowTests {
    static let id = AccountContracts.bitcoinID

    private func adjust(_ amount: String, _ venue: inout TestVenue) throws -> Reply {
        try venue.call("POST", "/api/v1/positions/\(Self.id)/margin", body: #"{"amount":"\#(amount)"}"#)
    }

    @Test("A position, worked by hand, in the list and by its id")
    func row() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        try venue.setMark("59900")
        let list = try venue.call("GET", "/api/v1/positions")
        #expect(list["total"] == "1")
        let one = try venue.call("GET", "/api/v1/positions/\(Self.id)")
        let expected = [
            "id": Self.id, "symbol": "BTCUSDT", "side": "long", "size_in_tokens": "10", "size_in_usd": "599000",
            "entry_price": "60000", "mark_price": "59900", "collateral": "15000", "leverage": "40",
            "unrealized_pnl": "-1000", "margin_rate": "0.01", "status": "open",
            "created_at": "2023-11-14T22:13:20.000Z",
        ]
        for (name, value) in expected {
            #expect(one[name] == value, "\(name)")
            #expect(list.json["positions"]?.elements?.first?[name]?.scalarText == value, "\(name)")
        }
    }

    @Test("ZTDX-MODE-34: margin is added to and taken from an isolated position; equity stays")
    func adjust() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let added = try adjust("100.5", &venue)
        #expect(added["success"] == "true")
        #expect(added["collateral"] == "15100.5")
        #expect(try adjust("-100.5", &venue)["collateral"] == "15000")
        let account = try venue.call("GET", "/api/v1/unified/account")
        #expect(account["total_equity"] == "20000")
        #expect(account["available_balance"] == added["available_balance"])
    }

    static let wrong = [
        ("0", "INVALID_AMOUNT"), ("much", "INVALID_AMOUNT"), ("0.000000001", "INVALID_AMOUNT"),
        ("99999999999", "INVALID_AMOUNT"), ("5000.00000001", "INSUFFICIENT_BALANCE"),
        ("-0.00000001", "EXCEEDS_REMOVABLE_MARGIN"),
    ]

    @Test("What cannot be added or taken has a code and changes nothing", arguments: wrong)
    func refused(_ amount: String, _ code: String) throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let before = venue.desk.engine.digest()
        let reply = try adjust(amount, &venue)
        #expect(reply.status == 400)
        #expect(reply.code == code)
        #expect(venue.desk.engine.digest() == before)
    }

    @Test("ZTDX-MODE-34: in unified mode no position has margin of its own")
    func unified() throws {
        var venue = try TestVenue()
        _ = try venue.switch(to: "unified")
        try venue.openLong(wallet: "20000")
        #expect(try adjust("1", &venue).code == "POSITION_IS_UNIFIED")
    }

    @Test(
        "Only the caller's own open position is found",
        arguments: [
            "00000000-0000-4001-8000-000000020001", "00000000-0000-4001-8000-00000002ffff",
            "00000000-0000-4001-8000-000000030000", "00000000-0000-4000-8000-000000020000", "x", "%00",
        ])
    func unknown(_ id: String) throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let read = try venue.call("GET", "/api/v1/positions/\(id)")
        #expect(read.status == 404)
        #expect(read.code == "POSITION_NOT_FOUND")
        let adjusted = try venue.call("POST", "/api/v1/positions/\(id)/margin", body: #"{"amount":"1"}"#)
        #expect(adjusted.code == "POSITION_NOT_FOUND")
    }
}
