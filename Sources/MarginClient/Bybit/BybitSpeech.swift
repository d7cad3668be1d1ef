import Wire

/// Bybit v5 on the wire. https://bybit-exchange.github.io/docs/v5/guide
struct BybitSpeech: VenueSpeech {
    let baseURL: String
    let credentials: Credentials
    let recvWindowMs: Int
    private let signer: BybitSigner

    init(baseURL: String, credentials: Credentials, recvWindowMs: Int) {
        self.baseURL = baseURL
        self.credentials = credentials
        self.recvWindowMs = recvWindowMs
        signer = BybitSigner(credentials, recvWindowMs: recvWindowMs)
    }

    let timeCall: VenueCall? = .read("/v5/market/time", isSigned: false)

    func timeMs(_ answer: VenueAnswer) -> Int64? {
        answer.json?["time"]?.scalarText.flatMap { Int64(venueMs: $0) }
    }

    func request(_ call: VenueCall, timestampMs: Int64) -> HTTPRequest {
        let url = baseURL + call.path + (call.query.isEmpty ? "" : "?" + call.query)
        var request = HTTPRequest(call.method, url, body: call.body)
        if call.method == .post { request.fields.append(HTTPField("Content-Type", "application/json")) }
        guard call.isSigned else { return request }
        let payload = call.method == .get ? Array(call.query.utf8) : call.body
        let signature = signer.signature(timestampMs: timestampMs, payload: payload)
        request.fields += [
            HTTPField("X-BAPI-API-KEY", credentials.key), HTTPField("X-BAPI-SIGN", signature),
            HTTPField("X-BAPI-SIGN-TYPE", "2"), HTTPField("X-BAPI-TIMESTAMP", "\(timestampMs)"),
            HTTPField("X-BAPI-RECV-WINDOW", "\(recvWindowMs)"),
        ]
        return request
    }

    func read(_ answer: HTTPAnswer) -> VenueAnswer {
        let json = JSON.parse(answer.body)
        let reasons = json?["result"]?["reasons"]?.elements ?? []
        return VenueAnswer(
            answer, json, code: json?["retCode"]?.scalarText, text: json?["retMsg"]?.scalarText,
            reasons: reasons.map {
                VenueReason(code: $0["reasonCode"]?.scalarText ?? "", text: $0["reasonMsg"]?.scalarText ?? "")
            })
    }

    /// Only the code counts: the words of a success differ from call to call.
    func verdict(_ answer: VenueAnswer) -> Verdict {
        switch (answer.status, answer.code) {
        case (200, "0"): .done
        // Without a code it is not the venue that speaks.
        case (500..., _), (200, ""): .refused(.resultUnknown)
        case (_, "10002"): .clockRefused
        case (401, ""): .refused(.unauthorised)
        case (403, _), (429, _): .refused(.rateLimited)
        default: .refused(BybitCode.kind(answer))
        }
    }

    /// The limit is of an account and endpoint in a rolling second; the reset is on the venue's clock.
    func pauseMs(_ answer: HTTPAnswer, venueMs: Int64) -> Int64? {
        guard answer.field("X-Bapi-Limit-Status").flatMap({ Int($0) }) == 0,
            let resetMs = answer.field("X-Bapi-Limit-Reset-Timestamp").flatMap({ Int64(venueMs: $0) })
        else { return nil }
        return max(0, resetMs - venueMs)
    }
}

/// What Bybit's codes mean. https://bybit-exchange.github.io/docs/v5/error
enum BybitCode {
    /// Of the refusals that list reasons, the first whose kind is known decides.
    static func kind(_ answer: VenueAnswer) -> MarginVenueError.Kind {
        let known = answer.reasons.lazy.map { kind(of: $0.code) }.first { $0 != .venue }
        return known ?? kind(of: answer.code)
    }

    private static func kind(of code: String) -> MarginVenueError.Kind {
        switch code {
        case "110025", "110026", "110027", "110043", "34040", "140025", "140026", "140043", "30084", "130056":
            .notModified
        case "110028", "3400002", "3400102": .hasOpenOrders
        case "110024", "3400001", "3400101", "3400208", "3200425": .hasOpenPositions
        case "3200419": .hasOpenOrdersOrPositions
        case "110004", "110006", "110007", "110012", "110014", "110044", "110045", "110078", "3400000", "3400071":
            .insufficientMargin
        case "110011", "110039", "110040", "110046": .ratioTooLow
        case "10003", "10004", "10005", "10007", "10009", "10010", "33004": .unauthorised
        case "10006", "10018": .rateLimited
        // 10000 is a time-out and 10016 an error within the venue: neither says how far it came.
        case "10000", "10016": .resultUnknown
        default: .venue
        }
    }
}
