import Wire

/// Bitget v2 on the wire. https://www.bitget.com/api-doc/common/signature
struct BitgetSpeech: VenueSpeech {
    let baseURL: String
    let credentials: Credentials
    private let signer: BitgetSigner

    init(baseURL: String, credentials: Credentials) {
        self.baseURL = baseURL
        self.credentials = credentials
        signer = BitgetSigner(credentials)
    }

    let timeCall: VenueCall? = .read("/api/v2/public/time", isSigned: false)

    func timeMs(_ answer: VenueAnswer) -> Int64? {
        answer.json?["data"]?["serverTime"]?.scalarText.flatMap { Int64(venueMs: $0) }
    }

    func request(_ call: VenueCall, timestampMs: Int64) -> HTTPRequest {
        let target = call.path + (call.query.isEmpty ? "" : "?" + call.query)
        var request = HTTPRequest(call.method, baseURL + target, body: call.body)
        if call.method == .post { request.fields.append(HTTPField("Content-Type", "application/json")) }
        guard call.isSigned else { return request }
        let signature = signer.signature(
            timestampMs: timestampMs, method: call.method, target: target, body: call.body)
        request.fields += [
            HTTPField("ACCESS-KEY", credentials.key), HTTPField("ACCESS-SIGN", signature),
            HTTPField("ACCESS-TIMESTAMP", "\(timestampMs)"),
            HTTPField("ACCESS-PASSPHRASE", credentials.passphrase), HTTPField("locale", "en-US"),
        ]
        return request
    }

    func read(_ answer: HTTPAnswer) -> VenueAnswer {
        let json = JSON.parse(answer.body)
        return VenueAnswer(answer, json, code: json?["code"]?.scalarText, text: json?["msg"]?.scalarText)
    }

    /// The code counts, whatever the status: refusals come with 400 and have been seen with 200.
    func verdict(_ answer: VenueAnswer) -> Verdict {
        switch (answer.status, answer.code) {
        case (200, "00000"): .done
        // Without a code it is not the venue that speaks.
        case (500..., _), (200, ""): .refused(.resultUnknown)
        case (_, "40008"): .clockRefused
        case (429, _): .refused(.rateLimited)
        default: .refused(Self.kind(of: answer.code))
        }
    }

    /// Limits are of a second, and the field counts down what is left of it.
    func pauseMs(_ answer: HTTPAnswer, venueMs: Int64) -> Int64? {
        let isUsedUp = answer.field("x-mbx-used-remain-limit").flatMap { Int($0) } == 0
        return isUsedUp || answer.status == 429 ? 1_000 : nil
    }

    /// What the codes mean. https://www.bitget.com/api-doc/contract/error-code/restapi
    private static func kind(of code: String) -> MarginVenueError.Kind {
        switch code {
        case "40814", "45054": .notModified
        case "45097", "40730": .hasOpenOrders
        case "45117", "40920", "40872": .hasOpenOrdersOrPositions
        case "40711", "40712", "40754", "40762", "40798", "40800", "40801", "40893", "43012": .insufficientMargin
        case "40001", "40002", "40003", "40005", "40006", "40009", "40011", "40012", "40013", "40014", "40018", "40024",
            "40026", "40036", "40037", "40038", "40099":
            .unauthorised
        case "429": .rateLimited
        case "40010", "40015", "40725", "45001": .resultUnknown
        default: .venue
        }
    }
}
