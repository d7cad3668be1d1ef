import Desks
import Dialects
import MarginEngine
import Wire

/// A private topic of one login.
struct AccountFeed: Feed {
    /// A mass cancellation comes in several messages.
    private static let maxRows = 100

    private let topic: PrivateTopic
    private let account: Account
    private let accountID: AccountID

    init(_ topic: PrivateTopic, of login: Login) {
        self.topic = topic
        account = login.account
        accountID = login.accountID
    }

    static func key(_ topic: PrivateTopic, of login: Login) -> String { key(topic, login.account) }

    var key: String { Self.key(topic, account) }
    var subject: FeedSubject { .account(accountID) }

    private static func key(_ topic: PrivateTopic, _ account: Account) -> String {
        "bybit/\(account.uid)/\(topic.name)"
    }

    /// Private topics open with nothing: https://bybit-exchange.github.io/docs/v5/websocket/private/wallet
    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [] }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let mine = events.filter { $0.marginAccount.map { desk.engine.owner(of: $0) } == accountID }
        var rows: [[UInt8]] = []
        switch topic.kind {
        case .order: for case .order(let order) in mine { append(order, to: &rows, desk) }
        case .execution: for case .execution(let execution) in mine { append(execution, to: &rows, desk.engine) }
        case .fastExecution:
            for case .execution(let execution) in mine { appendFast(execution, to: &rows, desk.engine) }
        // A switch of the margin mode changes both, BYBIT-MODE-27, one of collateral the wallet, COLLATERAL-11.
        case .position: appendPositions(changedBy: mine, to: &rows, desk.engine)
        case .wallet: appendWallets(changedBy: mine, to: &rows, desk.engine)
        case .protection, .silent: break
        }
        return messages(rows, desk)
    }

    private func messages(_ rows: [[UInt8]], _ desk: borrowing Desk) -> [[UInt8]] {
        let (timeMs, sequence) = (desk.wallMs, desk.statistics.sequence)
        return stride(from: 0, to: rows.count, by: Self.maxRows).map { start in
            JSONWriter.bytes { json in
                json.object { json in
                    // The fast one has none: https://bybit-exchange.github.io/docs/v5/websocket/private/fast-execution
                    if topic.kind != .fastExecution {
                        json.member("id", "\(account.uid)_\(topic.name)_\(sequence)_\(start)")
                    }
                    json.member("topic", topic.name)
                    json.member("creationTime", timeMs)
                    json.memberArray("data") { data in
                        for row in rows[start...].prefix(Self.maxRows) { data.valueRaw(row) }
                    }
                }
            }
        }
    }

    // MARK: Rows

    private func append(_ order: Order, to rows: inout [[UInt8]], _ desk: borrowing Desk) {
        let instrument = desk.engine[order.instrument]
        guard topic.includes(instrument.payoff) else { return }
        let row = OrderRow(order, in: desk.engine)
        let closed = order.filled > .zero ? closedProfit(order, desk) : .zero
        let coin = desk.engine.settleCoin(order.instrument)
        rows.append(
            JSONWriter.bytes { json in
                json.object { json in
                    json.member("category", instrument.payoff.wireName)
                    row.write(to: &json)
                    json.member("closedPnl", closed.text)
                    json.member("feeCurrency", coin)
                }
            })
    }

    /// Costs deducted, as `/v5/position/closed-pnl` tells it.
    private func closedProfit(_ order: Order, _ desk: borrowing Desk) -> Money {
        let closed = desk.history.closedPositions(of: accountID).first { $0.order.id == order.id }
        return closed.map { $0.profit - $0.costs } ?? .zero
    }

    private func append(_ execution: Execution, to rows: inout [[UInt8]], _ engine: borrowing Engine) {
        let payoff = engine[execution.order.instrument].payoff
        guard topic.includes(payoff) else { return }
        let row = ExecutionRow(execution, in: engine)
        rows.append(
            JSONWriter.bytes { json in
                json.object { json in
                    json.member("category", payoff.wireName)
                    row.write(to: &json)
                    json.member("isLeverage", "0")
                    json.member("execPnl", execution.realised.text)
                    json.member("marketUnit", "")
                }
            })
    }

    /// https://bybit-exchange.github.io/docs/v5/websocket/private/fast-execution
    private func appendFast(_ execution: Execution, to rows: inout [[UInt8]], _ engine: borrowing Engine) {
        let instrument = engine[execution.order.instrument]
        guard topic.includes(instrument.payoff) else { return }
        rows.append(
            JSONWriter.bytes { json in
                json.object { json in
                    json.member("category", instrument.payoff.wireName)
                    json.member("symbol", instrument.symbol.text)
                    json.member("execId", Identifiers.text(ofTrade: execution.trade))
                    json.member("execPrice", execution.price.text)
                    json.member("execQty", execution.quantity.text)
                    json.member("orderId", Identifiers.text(execution.order.id))
                    json.member("isMaker", execution.isMaker)
                    json.member("orderLinkId", execution.order.clientOrderID.text)
                    json.member("side", execution.order.side.wireName)
                    json.member("execTime", "\(execution.timeMs)")
                    json.member("seq", execution.trade)
                }
            })
    }

    /// Also after events that leave the position as it is: https://bybit-exchange.github.io/docs/v5/websocket/private/position
    private func appendPositions(changedBy events: [Event], to rows: inout [[UInt8]], _ engine: borrowing Engine) {
        var seen: Set<InstrumentID> = []
        for event in events {
            guard let marginAccount = event.marginAccount, let instrument = event.instrument,
                seen.insert(instrument).inserted
            else { continue }
            let payoff = engine[instrument].payoff
            guard topic.includes(payoff) else { continue }
            let holding = engine.holding(marginAccount, instrument)
            for side in holding.shownSides {
                let row = PositionRow(holding, side, in: engine)
                rows.append(
                    JSONWriter.bytes { json in
                        json.object { json in
                            json.member("category", payoff.wireName)
                            row.write(to: &json, as: .stream)
                        }
                    })
            }
        }
    }

    private func appendWallets(changedBy events: [Event], to rows: inout [[UInt8]], _ engine: borrowing Engine) {
        for wallet in [WalletType.unified, .contract] {
            guard let marginAccount = account.marginAccount(wallet),
                events.contains(where: { $0.marginAccount == marginAccount })
            else { continue }
            let row = WalletRow(wallet, marginAccount, in: engine)
            rows.append(JSONWriter.bytes { json in json.object { row.write(to: &$0) } })
        }
    }
}

extension Event {
    /// What of an account it concerns; nil when it concerns a whole account or everybody.
    fileprivate var instrument: InstrumentID? {
        switch self {
        case .order(let order): order.instrument
        case .execution(let execution): execution.order.instrument
        case .holding(let holding): holding.instrument
        case .marginMode(let change): change.instrument
        case .funding(let payment): payment.instrument
        case .liquidation(let step): step.instrument
        case .margin(let move): move.instrument
        case .balance, .interest, .collateral, .collateralLimit, .prices, .fundingInstant, .market: nil
        }
    }
}
