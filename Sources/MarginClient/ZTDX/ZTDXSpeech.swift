import Wire

/// ZTDX v1 on the wire. https://docs.p99.world/auth
struct ZTDXSpeech: VenueSpeech {
    let baseURL: String
    let credentials: Credentials
    let recvWindowMs: Int
    private let signer: ZTDXSigner

    init(baseURL: String, credentials: Credentials, recvWindowMs: Int) {
        self.baseURL = baseURL
        self.credentials = credentials
        self.recvWindowMs = recvWindowMs
        signer = ZTDXSigner(credentials)
    }

    let timeCall: VenueCall? = .read("/fapi/v1/time", isSigned: false)

    func timeMs(_ answer: VenueAnswer) -> Int64? {
        answer.json?["serverTime"]?.scalarText.flatMap { Int64(venueMs: $0) }
    }

    /// The signature stands last, as in the venue's examples.
    func request(_ call: VenueCall, timestampMs: Int64) -> HTTPRequest {
        guard call.isSigned else {
            return HTTPRequest(call.method, baseURL + call.path + (call.query.isEmpty ? "" : "?" + call.query))
        }
        let time =
            "timestamp=\(timestampMs)" + (recvWindowMs == Self.usualWindowMs ? "" : "&recvWindow=\(recvWindowMs)")
        let query = call.query.isEmpty ? time : "\(call.query)&\(time)"
        let signature = signer.signature(query: query, body: call.body)
        var request = HTTPRequest(
            call.method, "\(baseURL)\(call.path)?\(query)&signature=\(signature)",
            fields: [HTTPField("X-MBX-APIKEY", credentials.key)], body: call.body)
        if !call.body.isEmpty { request.fields.append(HTTPField("Content-Type", "application/json")) }
        return request
    }

    /// What the venue takes for granted when it is not named.
    private static let usualWindowMs = 5_000

    func read(_ answer: HTTPAnswer) -> VenueAnswer {
        let json = JSON.parse(answer.body)
        let failed = json?["details"]?["all_failed"]?.elements ?? []
        return VenueAnswer(
            answer, json, code: json?["code"]?.scalarText, text: (json?["error"] ?? json?["msg"])?.scalarText,
            reasons: failed.compactMap { $0.string.map { VenueReason(code: $0, text: "") } })
    }

    func verdict(_ answer: VenueAnswer) -> Verdict {
        switch answer.status {
        case 200..<300: return .done
        case 418, 429: return .refused(.rateLimited)
        case 408, 500...: return .refused(.resultUnknown)
        default: return answer.code == "-1021" ? .clockRefused : .refused(Self.kind(of: answer))
        }
    }

    /// Seconds, as a number (RFC 9110, section 10.2.3).
    func pauseMs(_ answer: HTTPAnswer, venueMs: Int64) -> Int64? {
        guard answer.status == 429 || answer.status == 418,
            let seconds = answer.field("Retry-After").flatMap({ Int64($0) }), (0...86_400).contains(seconds)
        else { return nil }
        return seconds * 1_000
    }

    /// https://docs.p99.world/futures/usdt-margined/unified-margin/switch-mode; numbers are those of Binance's futures
    /// API, which the rest of the venue's follows.
    private static func kind(of answer: VenueAnswer) -> MarginVenueError.Kind {
        switch answer.code {
        case "HAS_OPEN_ORDERS", "-4067": .hasOpenOrders
        case "HAS_OPEN_POSITIONS", "-4068": .hasOpenPositions
        case "UNI_MMR_TOO_LOW", "WOULD_LIQUIDATE": .ratioTooLow
        case "INSUFFICIENT_BALANCE", "EXCEEDS_REMOVABLE_MARGIN", "-2018", "-2019", "-4050", "-4051": .insufficientMargin
        case "-4046": .notModified
        case "-1002", "-1022", "-2014", "-2015": .unauthorised
        case "-1003": .rateLimited
        case "-1000", "-1006", "-1007": .resultUnknown
        default: answer.status == 401 ? .unauthorised : .venue
        }
    }
}
