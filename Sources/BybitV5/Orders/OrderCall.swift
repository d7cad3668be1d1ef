import Desks
import Dialects
import MarginEngine
import Wire

/// A call that does one thing with one order, alone or among others in a batch.
protocol OrderCall: PrivateCall {
    /// True when a batch tells the time at which it was done.
    static var isCreation: Bool { get }

    /// Does it, and returns whose order it was.
    func carryOut(on desk: inout Desk) throws(ReturnCode) -> OrderName
}

/// How the venue and its client call an order.
struct OrderName {
    let id: OrderID
    let link: InlineText
}

extension OrderCall {
    static var isCreation: Bool { false }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let name = try carryOut(on: &desk)
        return Answer { result in
            result.member("orderId", Identifiers.text(name.id))
            result.member("orderLinkId", name.link.text)
        }
    }
}

/// `POST /v5/order/create-batch`, `amend-batch`, `cancel-batch`: each order on its own, whatever becomes of the others.
/// https://bybit-exchange.github.io/docs/v5/order/batch-place
struct OrderBatch<Item: OrderCall>: PrivateCall {
    private static var maxOrders: Int { 20 }

    private let category: Category
    private let rows: [(symbol: String, item: Result<Item, ReturnCode>)]

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        category = try parameters.contractCategory()
        // https://bybit-exchange.github.io/docs/v5/acct-mode: inverse contracts outside the unified wallet have none.
        guard category == .linear || caller.account.generation.isUTA2 else { throw .illegalCategory }
        rows = try parameters.rows("request", upTo: Self.maxOrders).map { row in
            do throws(ReturnCode) {
                let symbol = try row.required("symbol")
                do throws(ReturnCode) {
                    return (symbol, .success(try Item(row, by: caller)))
                } catch {
                    return (symbol, .failure(error))
                }
            } catch {
                return ("", .failure(error))
            }
        }
    }

    private init(_ category: Category, _ rows: [(symbol: String, item: Result<Item, ReturnCode>)]) {
        self.category = category
        self.rows = rows
    }

    static func cost(_ parameters: Parameters) -> Int {
        (try? parameters.rows("request", upTo: maxOrders).count) ?? 1
    }

    /// The first orders are carried out, the others refused.
    func limited(to granted: Int) -> Self {
        let limited = rows.enumerated().map { place, row in
            place < granted ? row : (row.symbol, .failure(.tooManyVisits))
        }
        return Self(category, limited)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var done: [(symbol: String, outcome: Result<OrderName, ReturnCode>, timeMs: Int64)] = []
        for row in rows {
            do throws(ReturnCode) {
                let name = try row.item.get().carryOut(on: &desk)
                done.append((row.symbol, .success(name), desk.engine.timeMs))
            } catch {
                done.append((row.symbol, .failure(error), desk.engine.timeMs))
            }
        }
        var answer = Answer { result in
            result.memberArray("list") { list in
                for order in done {
                    let name = try? order.outcome.get()
                    list.object { row in
                        row.member("category", category.rawValue)
                        row.member("symbol", order.symbol)
                        row.member("orderId", name.map { Identifiers.text($0.id) } ?? "")
                        row.member("orderLinkId", name?.link.text ?? "")
                        if Item.isCreation { row.member("createAt", name == nil ? "" : "\(order.timeMs)") }
                    }
                }
            }
        }
        answer.extra = JSONWriter.bytes { writer in
            writer.object { extra in
                extra.memberArray("list") { list in
                    for order in done { list.object { Self.write(order.outcome, to: &$0) } }
                }
            }
        }
        return answer
    }

    private static func write(_ outcome: Result<OrderName, ReturnCode>, to row: inout JSONWriter) {
        switch outcome {
        case .success:
            row.member("code", 0)
            row.member("msg", "OK")
        case .failure(let refusal):
            row.member("code", refusal.number)
            row.member("msg", refusal.message)
        }
    }
}
