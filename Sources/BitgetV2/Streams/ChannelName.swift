import Wire

/// A channel as a client names it, which its messages repeat: `{"instType":…,"channel":…,"instId":…}`, or `coin` in
/// place of the last, which some channels do without.
struct ChannelName: Sendable, Hashable {
    let productType: String
    let channel: String
    /// A symbol or a coin; `default` for all, as nil where the client names none.
    let id: String?
    let isCoin: Bool

    /// Nil when a member is missing.
    init?(_ arg: JSON) {
        guard let productType = arg["instType"]?.string, let channel = arg["channel"]?.string else { return nil }
        self.productType = productType
        self.channel = channel
        id = arg["instId"]?.string ?? arg["coin"]?.string
        isCoin = arg["instId"]?.string == nil && id != nil
    }

    /// False where a private channel's page requires what the client does not name: a coin or symbol, if only `default`.
    /// BITGET-CALL-15.
    var isComplete: Bool { id != nil || !["account", "positions", "positions-history"].contains(channel) }

    var idName: String { isCoin ? "coin" : "instId" }

    func write(to json: inout JSONWriter) {
        json.member("instType", productType)
        json.member("channel", channel)
        guard let id else { return }
        if isCoin { json.member("coin", id) } else { json.member("instId", id) }
    }

    /// What tells it from all other channels, of other callers too.
    func key(_ owner: String) -> String { "bitget/\(owner)/\(productType)/\(channel)/\(idName)/\(id ?? "")" }

    /// A message of the channel.
    func push(_ action: String, timeMs: Int64, rows: [[UInt8]]) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("action", action)
                json.memberObject("arg", write)
                json.memberArray("data") { data in
                    for row in rows { data.valueRaw(row) }
                }
                json.member("ts", timeMs)
            }
        }
    }
}
