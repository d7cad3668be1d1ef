import Desks
import Dialects
import MarginEngine
import Wire

/// `books…`: https://www.bitget.com/api-doc/contract/websocket/public/Order-Book-Channel
struct BookChannel: Feed {
    private let name: ChannelName
    private let instrument: InstrumentID
    private let depth: Int
    /// False where every message is the whole.
    private let tellsChanges: Bool
    /// What was told last; nil before anybody joined.
    private var told: BookSides?

    init(_ name: ChannelName, _ instrument: InstrumentID, depth: Int, tellsChanges: Bool) {
        self.name = name
        self.instrument = instrument
        self.depth = depth
        self.tellsChanges = tellsChanges
    }

    var key: String { name.key(ChannelName.everybody) }
    var subject: FeedSubject { .instrument(instrument) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let book = told ?? BookSides(instrument, depth, desk.engine)
        told = book
        return [message("snapshot", book, of: book, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        guard let told else { return [] }
        let book = BookSides(instrument, depth, desk.engine)
        let changes = book.changes(since: told)
        guard !changes.isEmpty else { return [] }
        self.told = book
        return [tellsChanges ? message("update", changes, of: book, desk) : message("snapshot", book, of: book, desk)]
    }

    private func message(
        _ action: String, _ levels: BookSides, of book: BookSides, _ desk: borrowing Desk
    ) -> [UInt8] {
        let (timeMs, version) = (desk.wallMs, desk.engine[instrument].bookVersion)
        let row = JSONWriter.bytes { json in
            json.object { json in
                json.member("asks", levels.asks)
                json.member("bids", levels.bids)
                json.member("checksum", Int(book.checksum))
                json.member("seq", version)
                json.member("ts", String(timeMs))
            }
        }
        return name.push(action, timeMs: timeMs, rows: [row])
    }
}

extension BookSides {
    /// CRC-32 of the best 25 levels as `bid:quantity:ask:quantity:…`, read as a signed number.
    /// https://www.bitget.com/api-doc/common/websocket-intro#checksum
    var checksum: Int32 {
        var parts: [String] = []
        for place in 0..<25 {
            for side in [bids, asks] where place < side.count {
                parts.append(side[place].price.text)
                parts.append(side[place].quantity.text)
            }
        }
        var register: UInt32 = .max
        for byte in parts.joined(separator: ":").utf8 {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register >> 1 ^ (register & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return Int32(bitPattern: ~register)
    }
}
