public import Wire

/// An account at ZTDX, or at whoever speaks its v1 API.
public struct ZTDXVenue: Sendable {
    /// ZTDX's own addresses.
    public enum Host: String, Sendable {
        /// Real money.
        case mainnet = "https://api.ztdx.io"
        /// Test money.
        case testnet = "https://api-sepolia.ztdx.io"
    }

    private let conversation: Conversation<ZTDXSpeech>

    /// - Parameters:
    ///   - credentials: of the account.
    ///   - baseURL: scheme and host, and for another than the default venue of a Plimsoll its `/venues/NAME`.
    ///   - line: what reaches it.
    ///   - recvWindowMs: how late a request may arrive, 60,000 at most. Milliseconds.
    public init(_ credentials: Credentials, at baseURL: String, over line: Line, recvWindowMs: Int = 5_000) {
        let speech = ZTDXSpeech(baseURL: baseURL, credentials: credentials, recvWindowMs: recvWindowMs)
        conversation = Conversation(speech, line)
    }

    func perform(_ call: VenueCall) async throws(MarginVenueError) -> VenueAnswer {
        try await conversation.perform(call)
    }

    func serverTimeMs() async throws(MarginVenueError) -> Int64 { try await conversation.venueTimeMs() }
}

/// ZTDX's words for margin modes.
public enum ZTDXMarginMode: String, Sendable, CaseIterable {
    /// Isolated.
    case isolated
    /// Cross.
    case unified

    /// The word for a mode; nil for one that ZTDX has not.
    public init?(_ mode: MarginMode) {
        switch mode {
        case .isolated: self = .isolated
        case .cross: self = .unified
        case .portfolio: return nil
        }
    }

    /// The mode it is.
    public var mode: MarginMode { self == .isolated ? .isolated : .cross }
}

/// What the switch answers.
public struct ZTDXModeAnswer: Sendable, Equatable {
    /// The mode after it.
    public let marginMode: ZTDXMarginMode
    /// Equity over maintenance margin; nil without a position.
    public let uniMMR: DecimalNumber?
    /// Equity less initial margin.
    public let availableBalance: DecimalNumber
}

/// `GET /api/v1/unified/account`; while the account is isolated its figures are those of the switch to unified.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/get-account
public struct ZTDXUnifiedAccount: Sendable {
    /// The mode in force.
    public let marginMode: ZTDXMarginMode
    /// `normal`, `warning_1`, `warning_2`, `reduce_only` or `liquidating`.
    public let status: String
    /// Equity over maintenance margin; nil without a position.
    public let uniMMR: DecimalNumber?
    /// The venue's own object.
    public let raw: JSON
}

// MARK: In ZTDX's own words

extension ZTDXVenue {
    /// `POST /api/v1/account/margin-mode`. Repeating the mode in force is judged like a switch, and may be refused.
    public func setMarginMode(_ mode: ZTDXMarginMode) async throws(MarginVenueError) -> ZTDXModeAnswer {
        let fields = try AnswerFields(try await perform(Self.setMarginModeCall(mode)))
        return ZTDXModeAnswer(
            marginMode: try Self.mode(fields), uniMMR: fields.numberIfAny("uni_mmr"),
            availableBalance: try fields.number("available_balance"))
    }

    /// `GET /api/v1/unified/account`.
    public func unifiedAccount() async throws(MarginVenueError) -> ZTDXUnifiedAccount {
        let fields = try AnswerFields(try await perform(.read("/api/v1/unified/account")))
        return ZTDXUnifiedAccount(
            marginMode: try Self.mode(fields), status: try fields.text("account_status"),
            uniMMR: fields.numberIfAny("uni_mmr"), raw: fields.json)
    }

    private static func mode(_ fields: AnswerFields) throws(MarginVenueError) -> ZTDXMarginMode {
        guard let mode = ZTDXMarginMode(rawValue: try fields.text("margin_mode")) else {
            throw fields.missing("margin_mode")
        }
        return mode
    }

    static func setMarginModeCall(_ mode: ZTDXMarginMode) -> VenueCall {
        .change(
            "/api/v1/account/margin-mode",
            JSONWriter.bytes { $0.object { $0.member("margin_mode", mode.rawValue) } }, confirmedBy: "margin_mode")
    }

    static func setLeverageCall(_ symbol: String, _ leverage: DecimalNumber) -> VenueCall {
        .change(
            "/fapi/v1/leverage", query: [("symbol", symbol), ("leverage", leverage.text)], confirmedBy: "leverage")
    }

    static func adjustMarginCall(_ position: String, _ amount: DecimalNumber) -> VenueCall {
        .change(
            "/api/v1/positions/\(position.percentEncoded)/margin",
            JSONWriter.bytes { $0.object { $0.member("amount", amount.text) } }, confirmedBy: "collateral")
    }
}
