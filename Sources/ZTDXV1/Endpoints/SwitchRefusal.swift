import MarginEngine
import Wire

/// Why a switch of the margin mode was refused: the first failed precondition as the answer's code, every failed one
/// with its particulars in the details.
struct SwitchRefusal: Sendable {
    /// How many identifiers a text for people names; the details name all.
    private static let named = 3

    private let first: Refusal
    private let all: [Refusal]
    private let orders: [Order]
    private let positions: [InlineText]
    private let positionIDs: [String]
    private let figures: UnifiedFigures

    init(
        _ first: Refusal, of target: MarginMode, for account: MarginAccountID, _ engine: borrowing Engine
    ) {
        self.first = first
        all = engine.refusals(ofAccountMarginMode: target, for: account)
        orders = engine.pendingOrders(of: account).filter { $0.isOpen || !$0.purpose.isAttached }
        var positions: [InlineText] = []
        var positionIDs: [String] = []
        for holding in engine.holdings(of: account) where holding.hasPosition {
            positions.append(engine[holding.instrument].symbol)
            positionIDs.append(Identifier.position(account, holding.instrument))
        }
        self.positions = positions
        self.positionIDs = positionIDs
        figures = engine.unified(account, as: .cross)
    }

    var failure: Failure {
        guard first != .halted else {
            return Failure(503, named: "VENUE_HALTED", "the venue accepts no changes at present") { _ in }
        }
        guard let code = Self.code(first) else {
            return Failure(500, named: "INTERNAL_ERROR", "the switch could not be decided") { _ in }
        }
        return Failure(400, named: code, text) { details in
            details.memberArray("all_failed") { codes in all.compactMap(Self.code).forEach { codes.value($0) } }
            for refusal in all { write(refusal, &details) }
        }
    }

    /// The venue's name of a failed precondition; nil for what is none.
    static func code(_ refusal: Refusal) -> String? {
        switch refusal {
        case .hasOpenOrders: "HAS_OPEN_ORDERS"
        case .hasOpenPositions: "HAS_OPEN_POSITIONS"
        case .uniMMRTooLow: "UNI_MMR_TOO_LOW"
        default: nil
        }
    }

    private var text: String {
        switch first {
        case .hasOpenOrders:
            "cancel all orders first: \(orders.count) open, among them "
                + orders.prefix(Self.named).map { Identifier.text($0.id) }.joined(separator: ", ")
        case .hasOpenPositions:
            "close all positions first: \(positions.count) open in " + positions.map(\.text).joined(separator: ", ")
        default:
            "uniMMR would be \(ratioText), at least \(SwitchThreshold.text) is required: total equity "
                + "\(figures.totalEquity.text), total maintenance margin \(figures.maintenanceMargin.text), shortfall "
                + "\(shortfall.text)"
        }
    }

    private func write(_ refusal: Refusal, _ details: inout JSONWriter) {
        switch refusal {
        case .hasOpenOrders:
            details.memberArray("order_ids") { ids in orders.forEach { ids.value(Identifier.text($0.id)) } }
        case .hasOpenPositions:
            details.memberArray("position_ids") { ids in positionIDs.forEach { ids.value($0) } }
        case .uniMMRTooLow:
            details.uniMMR(figures)
            details.member("required", SwitchThreshold.text)
            details.member("total_equity", figures.totalEquity.text)
            details.member("total_maintenance_margin", figures.maintenanceMargin.text)
            details.member("shortfall", shortfall.text)
        default: break
        }
    }

    private var ratioText: String { Ratio(uniMMRIn: figures)?.text ?? "unknown" }

    private var shortfall: Money { SwitchThreshold.shortfall(figures) }
}

/// The least ratio with which an account with positions may become unified, or open more.
enum SwitchThreshold {
    static let text = "1.1"
    private static let rate = Rate(units: 110_000_000)

    /// True when the ratio of equity to maintenance margin is at least that, by multiplication.
    static func isMet(_ equity: Money, _ maintenance: Money) -> Bool {
        equity.units * 10 >= maintenance.units * 11
    }

    /// How much equity is missing, rounded up, so that a deposit of it is enough.
    static func shortfall(_ figures: UnifiedFigures) -> Money {
        figures.maintenanceMargin.times(rate, .up) - figures.totalEquity
    }
}
