import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/order/create-batch`, `amend-batch`, `cancel-batch`: each order on its own, whatever becomes of the others.
/// https://bybit-exchange.github.io/docs/v5/order/batch-place
struct OrderBatch<Item: OrderCall>: PrivateCall {
    private static var maxOrders: Int { 20 }

    private let category: Category
    private var rows: [BatchRow<Item>]

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        category = try parameters.contractCategory()
        // https://bybit-exchange.github.io/docs/v5/acct-mode: inverse contracts outside the unified wallet have none.
        guard category == .linear || caller.account.generation.isUTA2 else { throw .illegalCategory }
        rows = try parameters.rows("request", upTo: Self.maxOrders).map { BatchRow($0, by: caller) }
    }

    static func cost(_ parameters: Parameters) -> Int {
        (try? parameters.rows("request", upTo: maxOrders).count) ?? 1
    }

    /// The first orders are carried out, the others refused.
    func limited(to granted: Int) -> Self {
        var batch = self
        for place in rows.indices.dropFirst(granted) { batch.rows[place].item = .failure(.tooManyVisits) }
        return batch
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var results: [BatchResult] = []
        for row in rows { results.append(row.carryOut(on: &desk)) }
        var answer = Answer { result in
            result.memberArray("list") { list in
                for order in results { list.object { order.write(to: &$0, category, isCreation: Item.isCreation) } }
            }
        }
        answer.extra = JSONWriter.bytes { writer in
            writer.object { extra in
                extra.memberArray("list") { list in
                    for order in results { list.object(order.writeCode) }
                }
            }
        }
        return answer
    }
}

/// One order of a batch: what is asked for, or why it cannot be.
private struct BatchRow<Item: OrderCall>: Sendable {
    let symbol: String
    var item: Result<Item, ReturnCode>

    init(_ parameters: Parameters, by caller: Login) {
        symbol = (try? parameters.required("symbol")) ?? ""
        item = Result { () throws(ReturnCode) in try Item(parameters, by: caller) }
    }

    func carryOut(on desk: inout Desk) -> BatchResult {
        let outcome: Result<OrderName, ReturnCode>
        do throws(ReturnCode) {
            outcome = .success(try item.get().carryOut(on: &desk))
        } catch {
            outcome = .failure(error)
        }
        return BatchResult(symbol: symbol, outcome: outcome, timeMs: desk.engine.timeMs)
    }
}

/// What became of one order of a batch.
private struct BatchResult {
    let symbol: String
    let outcome: Result<OrderName, ReturnCode>
    let timeMs: Int64

    func write(to row: inout JSONWriter, _ category: Category, isCreation: Bool) {
        let name = try? outcome.get()
        row.member("category", category.rawValue)
        row.member("symbol", symbol)
        row.member("orderId", name.map { Identifiers.text($0.id) } ?? "")
        row.member("orderLinkId", name?.link.text ?? "")
        if isCreation { row.member("createAt", name == nil ? "" : "\(timeMs)") }
    }

    func writeCode(to row: inout JSONWriter) {
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
