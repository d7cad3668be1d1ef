import Wire

/// A command that can be previewed.
public enum PreviewCommand: Sendable, Equatable {
    /// The account's margin mode.
    case accountMode(MarginMode)
    /// A symbol's margin mode, with its leverage where the venue sets both at once.
    case symbolMode(String, MarginMode, leverage: DecimalNumber?)
    /// A symbol's leverage of both sides in a mode; in all modes without one.
    case leverage(String, MarginMode?, DecimalNumber)
    /// Margin of an isolated position; negative takes away.
    case margin(String, PositionSide, DecimalNumber)

    func write(_ json: inout JSONWriter) {
        switch self {
        case .accountMode(let mode):
            json.memberObject("setAccountMarginMode") { $0.member("mode", mode.rawValue) }
        case .symbolMode(let symbol, let mode, let leverage):
            json.memberObject("setSymbolMarginMode") {
                $0.member("symbol", symbol)
                $0.member("mode", mode.rawValue)
                if let leverage { $0.member("leverage", leverage.text) }
            }
        case .leverage(let symbol, let mode, let leverage):
            json.memberObject("setLeverage") {
                $0.member("symbol", symbol)
                if mode != .isolated { $0.member("cross", leverage.text) }
                if mode != .cross {
                    $0.member("isolatedLong", leverage.text)
                    $0.member("isolatedShort", leverage.text)
                }
            }
        case .margin(let symbol, let side, let amount):
            json.memberObject("adjustMargin") {
                $0.member("symbol", symbol)
                $0.member("side", side.rawValue)
                $0.member("amount", amount.text)
            }
        }
    }
}

/// What a command would do, by the engine's own plan for it.
public struct MarginPreview: Sendable {
    /// The account's figures at one end of it.
    public struct Outlook: Sendable, Equatable {
        /// The margin mode.
        public let mode: String
        /// In USD for a unified account, else in the settle coin, as the others.
        public let equity: DecimalNumber
        /// What positions and orders tie up.
        public let initialMargin: DecimalNumber
        /// Below this equity liquidation begins.
        public let maintenanceMargin: DecimalNumber
        /// What is free.
        public let available: DecimalNumber

        init(_ fields: AnswerFields) throws(MarginVenueError) {
            mode = try fields.text("mode")
            equity = try fields.number("equity")
            initialMargin = try fields.number("initialMargin")
            maintenanceMargin = try fields.number("maintenanceMargin")
            available = try fields.number("available")
        }
    }

    /// Whether it would be done.
    public let isAllowed: Bool
    /// All that stands against it, in the engine's words.
    public let reasons: [String]
    /// As it is.
    public let before: Outlook
    /// As it would be; nil when that cannot be said.
    public let after: Outlook?
    /// The bytes of the answer, with positions and remedies.
    public let body: [UInt8]

    init(_ fields: AnswerFields) throws(MarginVenueError) {
        guard let isAllowed = fields.json["allowed"]?.bool else { throw fields.missing("allowed") }
        self.isAllowed = isAllowed
        reasons = fields.json["reasons"]?.elements?.compactMap(\.string) ?? []
        before = try Outlook(try fields.object("before"))
        after = fields.json["after"]?.kind == .object ? try Outlook(try fields.object("after")) : nil
        body = fields.answer.body
    }
}
