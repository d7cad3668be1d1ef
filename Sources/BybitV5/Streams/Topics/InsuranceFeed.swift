import Desks
import Dialects
import MarginEngine
import Wire

/// `insurance.{coin}` and `adlAlert.{coin}`: what the insurance fund has, when somebody joins and whenever it changes.
/// The venue leaves shared pools out of the first; here all are shared.
/// https://bybit-exchange.github.io/docs/v5/websocket/public/insurance-pool
/// https://bybit-exchange.github.io/docs/v5/websocket/public/adl-alert
struct InsuranceFeed: Feed {
    enum Kind: String, Sendable {
        case insurance
        case adlAlert
    }

    private let kind: Kind
    private let topic: String
    /// Nil for all coins that inverse contracts are settled in.
    private let coin: String?
    /// What was told last; nil before anybody joined.
    private var told: [InsurancePool]?

    let key: String

    /// Nil for a text that names no such topic.
    init?(_ topic: String, key: String) {
        let parts = topic.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let kind = Kind(rawValue: parts[0]), ["USDT", "USDC", "inverse"].contains(parts[1])
        else { return nil }
        self.kind = kind
        self.topic = topic
        self.key = key
        coin = parts[1] == "inverse" ? nil : parts[1]
    }

    var subject: FeedSubject { .venue }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let pools = told ?? pools(desk)
        told = pools
        return [message("snapshot", pools, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let pools = pools(desk)
        guard let told, pools != told else { return [] }
        self.told = pools
        return [message(kind == .insurance ? "delta" : "snapshot", pools.filter { !told.contains($0) }, desk)]
    }

    private func pools(_ desk: borrowing Desk) -> [InsurancePool] {
        InsurancePool.all(of: coin == nil ? .inverse : .linear, in: desk.engine)
            .filter { coin == nil || $0.coin == coin }
    }

    private func message(_ type: String, _ pools: [InsurancePool], _ desk: borrowing Desk) -> [UInt8] {
        let (wallMs, timeMs) = (desk.wallMs, desk.engine.timeMs)
        return JSONWriter.bytes { json in
            json.object { json in
                json.member("topic", topic)
                json.member("type", type)
                json.member("ts", wallMs)
                json.memberArray("data") { list in
                    for pool in pools {
                        switch kind {
                        case .insurance: list.object { pool.write(to: &$0, updatedMs: timeMs) }
                        case .adlAlert:
                            for symbol in pool.symbols { list.object { pool.writeAlert(of: symbol, to: &$0) } }
                        }
                    }
                }
            }
        }
    }
}

extension InsurancePool {
    fileprivate func write(to row: inout JSONWriter, updatedMs: Int64) {
        row.member("coin", coin)
        row.member("symbols", symbols.joined(separator: ","))
        row.member("balance", balance.text)
        row.member("updateTime", "\(updatedMs)")
    }

    /// The page's table has texts, its captured message numbers.
    fileprivate func writeAlert(of symbol: String, to row: inout JSONWriter) {
        row.member("c", coin)
        row.member("s", symbol)
        row.memberRaw("b", Array(balance.text.utf8))
        row.member("mb", "")
        row.memberRaw("i_pr", Array(DeleveragingAlerts.triggerRatio.utf8))
        row.member("pr", 0)
        row.memberRaw("adl_tt", Array(DeleveragingAlerts.threshold.utf8))
        row.memberRaw("adl_sr", Array(DeleveragingAlerts.stopRatio.utf8))
    }
}
