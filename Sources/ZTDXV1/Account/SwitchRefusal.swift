import Desks
import Dialects
import MarginEngine
import Wire

/// Why a switch of the margin mode was refused: the first failed precondition as the answer's code, every failed one
/// with its particulars in the details. ZTDX-MODE-10.
struct SwitchRefusal: Sendable {
    /// How many identifiers a text for people names; the details name all.
    private static let named = 3

    private let obstacles: [SwitchObstacle]
    private let orderIDs: [String]
    private let positions: [(symbol: String, id: String)]
    private let figures: UnifiedFigures

    init(of target: MarginMode, for account: MarginAccountID, _ engine: borrowing Engine) {
        obstacles = SwitchObstacle.all(in: engine.refusals(of: .setAccountMarginMode(account, target)))
        orderIDs = engine.pendingOrders(of: account).filter { $0.isOpen || !$0.purpose.isAttached }
            .map { Identifier.text($0.id) }
        var positions: [(symbol: String, id: String)] = []
        for holding in engine.holdings(of: account) where holding.hasPosition {
            positions.append(
                (engine[holding.instrument].symbol.text, Identifier.position(account, holding.instrument)))
        }
        self.positions = positions
        figures = engine.unified(account, as: .cross)
    }

    /// The answer to the first refusal; one that is no precondition has no particulars.
    func failure(_ first: Refusal) -> Failure {
        let plain = Failure(first, of: .marginMode)
        guard case .obstacle(let obstacle) = plain.code else { return plain }
        return Failure(plain.status, plain.code, text(obstacle)) { details in
            details.memberArray("all_failed") { codes in obstacles.forEach { codes.value($0.rawValue) } }
            for obstacle in obstacles { write(obstacle, &details) }
        }
    }

    private func text(_ obstacle: SwitchObstacle) -> String {
        switch obstacle {
        case .openOrders:
            "cancel all orders first: \(orderIDs.count) open, among them "
                + orderIDs.prefix(Self.named).joined(separator: ", ")
        case .openPositions:
            "close all positions first: \(positions.count) open in "
                + positions.map(\.symbol).joined(separator: ", ")
        case .ratioTooLow:
            "uniMMR would be \(Ratio(uniMMRIn: figures)?.text ?? "unknown"), at least \(SwitchThreshold.text) is "
                + "required: total equity \(figures.totalEquity.text), total maintenance margin "
                + "\(figures.maintenanceMargin.text), shortfall \(SwitchThreshold.shortfall(figures).text)"
        }
    }

    private func write(_ obstacle: SwitchObstacle, _ details: inout JSONWriter) {
        switch obstacle {
        case .openOrders: details.memberArray("order_ids") { ids in orderIDs.forEach { ids.value($0) } }
        case .openPositions: details.memberArray("position_ids") { ids in positions.forEach { ids.value($0.id) } }
        case .ratioTooLow:
            details.uniMMR(figures)
            details.member("required", SwitchThreshold.text)
            details.member("total_equity", figures.totalEquity.text)
            details.member("total_maintenance_margin", figures.maintenanceMargin.text)
            details.member("shortfall", SwitchThreshold.shortfall(figures).text)
        }
    }
}
