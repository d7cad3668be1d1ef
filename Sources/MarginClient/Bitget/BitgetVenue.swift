import Wire

/// A classic account at Bitget, or at whoever speaks its v2 API.
public struct BitgetVenue: Sendable {
    /// Bitget's own addresses.
    public enum Host: String, Sendable {
        /// Real money.
        case mainnet = "https://api.bitget.com"
    }

    private let conversation: Conversation<BitgetSpeech>

    /// - Parameters:
    ///   - credentials: of the account.
    ///   - baseURL: scheme and host, and for another than the default venue of a Plimsoll its `/venues/NAME`.
    ///   - line: what reaches it.
    public init(_ credentials: Credentials, at baseURL: String, over line: Line) {
        conversation = Conversation(BitgetSpeech(baseURL: baseURL, credentials: credentials), line)
    }

    func perform(_ call: VenueCall) async throws(MarginVenueError) -> VenueAnswer {
        try await conversation.perform(call)
    }

    func serverTimeMs() async throws(MarginVenueError) -> Int64 { try await conversation.venueTimeMs() }
}

// MARK: In Bitget's own words

extension BitgetVenue {
    /// `POST /api/v2/mix/account/set-margin-mode`.
    public func setMarginMode(
        _ symbol: String, _ mode: BitgetMarginMode
    ) async throws(MarginVenueError) -> BitgetModeAnswer {
        let fields = try AnswerFields(try await perform(Self.setMarginModeCall(symbol, mode)), "data")
        guard let mode = BitgetMarginMode(rawValue: try fields.text("marginMode")) else {
            throw fields.missing("marginMode")
        }
        return BitgetModeAnswer(
            marginMode: mode, longLeverage: try fields.number("longLeverage"),
            shortLeverage: try fields.number("shortLeverage"))
    }

    /// `POST /api/v2/mix/account/set-margin`: a negative amount takes away. It has no client id, so a repetition is a
    /// second adjustment: it is never sent again by itself.
    public func setMargin(
        _ symbol: String, _ amount: DecimalNumber, holdSide: PositionSide
    ) async throws(MarginVenueError) {
        _ = try await perform(Self.setMarginCall(symbol, amount, holdSide: holdSide))
    }

    /// `GET /api/v2/mix/account/account`.
    public func account(_ symbol: String) async throws(MarginVenueError) -> BitgetAccount {
        let answer = try await perform(.read("/api/v2/mix/account/account", Self.naming(symbol)))
        return try BitgetAccount(try AnswerFields(answer, "data"))
    }

    static func setMarginModeCall(_ symbol: String, _ mode: BitgetMarginMode) -> VenueCall {
        let product = BitgetProductType(symbol: symbol)
        return .change(
            "/api/v2/mix/account/set-margin-mode",
            JSONWriter.bytes {
                $0.object {
                    $0.member("symbol", symbol)
                    $0.member("marginCoin", product.marginCoin(of: symbol))
                    $0.member("marginMode", mode.rawValue)
                    $0.member("productType", product.rawValue)
                }
            })
    }

    static func setMarginCall(_ symbol: String, _ amount: DecimalNumber, holdSide: PositionSide) -> VenueCall {
        let product = BitgetProductType(symbol: symbol)
        return .change(
            "/api/v2/mix/account/set-margin",
            JSONWriter.bytes {
                $0.object {
                    $0.member("symbol", symbol)
                    $0.member("marginCoin", product.marginCoin(of: symbol))
                    $0.member("amount", amount.text)
                    $0.member("holdSide", holdSide.rawValue)
                    $0.member("productType", product.rawValue)
                }
            })
    }

    /// Isolated in hedge mode wants both sides by name, everything else one number.
    /// https://www.bitget.com/api-doc/contract/account/Change-Leverage
    static func setLeverageCall(_ symbol: String, _ leverage: DecimalNumber, bySide: Bool) -> VenueCall {
        let product = BitgetProductType(symbol: symbol)
        return .change(
            "/api/v2/mix/account/set-leverage",
            JSONWriter.bytes {
                $0.object {
                    $0.member("symbol", symbol)
                    $0.member("marginCoin", product.marginCoin(of: symbol))
                    $0.member("productType", product.rawValue)
                    if bySide {
                        $0.member("longLeverage", leverage.text)
                        $0.member("shortLeverage", leverage.text)
                    } else {
                        $0.member("leverage", leverage.text)
                    }
                }
            })
    }

    /// In ascending order, as the documentation asks for.
    static func naming(_ symbol: String) -> [(String, String?)] {
        let product = BitgetProductType(symbol: symbol)
        return [
            ("marginCoin", product.marginCoin(of: symbol)), ("productType", product.rawValue), ("symbol", symbol),
        ]
    }
}
