import Wire

/// An account at Bybit, or at whoever speaks its v5 API.
public struct BybitVenue: Sendable {
    /// Bybit's own addresses. https://bybit-exchange.github.io/docs/v5/guide
    public enum Host: String, Sendable {
        /// Real money.
        case mainnet = "https://api.bybit.com"
        /// Test money, with keys of its own.
        case testnet = "https://api-testnet.bybit.com"
        /// Test money at real prices.
        case demo = "https://api-demo.bybit.com"
    }

    private let conversation: Conversation<BybitSpeech>

    /// - Parameters:
    ///   - credentials: of the account.
    ///   - baseURL: scheme and host, and for another than the default venue of a Plimsoll its `/venues/NAME`.
    ///   - line: what reaches it.
    ///   - recvWindowMs: how late a request may arrive. Milliseconds.
    public init(_ credentials: Credentials, at baseURL: String, over line: Line, recvWindowMs: Int = 5_000) {
        let speech = BybitSpeech(baseURL: baseURL, credentials: credentials, recvWindowMs: recvWindowMs)
        conversation = Conversation(speech, line)
    }

    func perform(_ call: VenueCall) async throws(MarginVenueError) -> VenueAnswer {
        try await conversation.perform(call)
    }

    func serverTimeMs() async throws(MarginVenueError) -> Int64 { try await conversation.venueTimeMs() }
}

// MARK: In Bybit's own words

extension BybitVenue {
    /// `POST /v5/account/set-margin-mode`: one mode for all that is unified. Setting it again succeeds.
    /// - Throws: a refusal's `reasons` are in the error's answer.
    public func setMarginMode(_ mode: BybitMarginMode) async throws(MarginVenueError) {
        _ = try await perform(Self.setMarginModeCall(mode))
    }

    /// `POST /v5/position/switch-isolated`: mode and leverage of a symbol, where symbols have modes of their own.
    public func switchIsolated(
        _ symbol: String, isolated: Bool, leverage: DecimalNumber
    ) async throws(MarginVenueError) {
        _ = try await perform(Self.switchIsolatedCall(symbol, isolated: isolated, leverage: leverage))
    }

    /// `GET /v5/account/info`.
    public func accountInfo() async throws(MarginVenueError) -> BybitAccountInfo {
        let answer = try await perform(.read("/v5/account/info"))
        let fields = try AnswerFields(answer, "result")
        guard let mode = BybitMarginMode(rawValue: try fields.text("marginMode")) else {
            throw fields.missing("marginMode")
        }
        return BybitAccountInfo(
            unifiedMarginStatus: try fields.integer("unifiedMarginStatus"), marginMode: mode)
    }

    /// `POST /v5/position/set-leverage`.
    public func setLeverage(
        _ symbol: String, buy: DecimalNumber, sell: DecimalNumber
    ) async throws(MarginVenueError) {
        _ = try await perform(Self.setLeverageCall(symbol, buy: buy, sell: sell))
    }

    /// `POST /v5/position/add-margin`: a negative amount takes away.
    /// - Parameters:
    ///   - symbol: the contract.
    ///   - amount: in the settle coin.
    ///   - positionIndex: 0 in one-way mode, 1 the long and 2 the short side in hedge mode.
    public func addMargin(
        _ symbol: String, _ amount: DecimalNumber, positionIndex: Int
    ) async throws(MarginVenueError) {
        _ = try await perform(Self.addMarginCall(symbol, amount, positionIndex: positionIndex))
    }

    static func addMarginCall(_ symbol: String, _ amount: DecimalNumber, positionIndex: Int) -> VenueCall {
        .change(
            "/v5/position/add-margin",
            JSONWriter.bytes {
                $0.object {
                    $0.member("category", BybitCategory(symbol: symbol).rawValue)
                    $0.member("symbol", symbol)
                    $0.member("margin", amount.text)
                    $0.member("positionIdx", positionIndex)
                }
            })
    }

    static func setMarginModeCall(_ mode: BybitMarginMode) -> VenueCall {
        .change(
            "/v5/account/set-margin-mode",
            JSONWriter.bytes { $0.object { $0.member("setMarginMode", mode.rawValue) } })
    }

    static func switchIsolatedCall(_ symbol: String, isolated: Bool, leverage: DecimalNumber) -> VenueCall {
        .change(
            "/v5/position/switch-isolated",
            JSONWriter.bytes {
                $0.object {
                    $0.member("category", BybitCategory(symbol: symbol).rawValue)
                    $0.member("symbol", symbol)
                    $0.member("tradeMode", isolated ? 1 : 0)
                    $0.member("buyLeverage", leverage.text)
                    $0.member("sellLeverage", leverage.text)
                }
            })
    }

    static func setLeverageCall(_ symbol: String, buy: DecimalNumber, sell: DecimalNumber) -> VenueCall {
        .change(
            "/v5/position/set-leverage",
            JSONWriter.bytes {
                $0.object {
                    $0.member("category", BybitCategory(symbol: symbol).rawValue)
                    $0.member("symbol", symbol)
                    $0.member("buyLeverage", buy.text)
                    $0.member("sellLeverage", sell.text)
                }
            })
    }
}
