import Wire

/// A message of a stream's client: `{"op":…,"args":[…],"req_id":…}`.
/// https://bybit-exchange.github.io/docs/v5/ws/connect
struct Operation: Sendable {
    let name: String
    let args: [JSON]
    /// As sent, with its JSON type, which clients compare; nil when there is none. `reqId` on the trade stream.
    let requestID: [UInt8]?
    /// The same as a text; nil when there is none.
    let requestName: String?
    let header: JSON?

    /// Nil for what is no JSON object with an `op`.
    init?(_ text: [UInt8]) {
        guard let message = JSON.parse(text), let name = message["op"]?.string else { return nil }
        self.name = name
        args = message["args"]?.elements ?? []
        let request = message["req_id"] ?? message["reqId"]
        requestID = request?.echo
        requestName = request?.scalarText
        header = message["header"]
    }

    /// The topics of a subscription; nil when they are not all texts.
    var topics: [String]? {
        let topics = args.compactMap(\.string)
        return topics.isEmpty || topics.count != args.count ? nil : topics
    }
}

extension JSON {
    /// A text or a number as it was sent.
    var echo: [UInt8]? {
        if let string { return JSONWriter.bytes { $0.value(string) } }
        return numberText.map { Array($0.utf8) }
    }
}
