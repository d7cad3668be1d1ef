import Wire

/// Plimsoll's control API on the wire: a bearer token, and `{"error":{"code":…,"message":…}}` for a refusal.
struct ControlSpeech: VenueSpeech {
    let baseURL: String
    let token: String

    let timeCall: VenueCall? = nil

    func timeMs(_ answer: VenueAnswer) -> Int64? { nil }

    func request(_ call: VenueCall, timestampMs: Int64) -> HTTPRequest {
        let fields = [
            HTTPField("Authorization", "Bearer \(token)"), HTTPField("Content-Type", "application/json"),
        ]
        return HTTPRequest(call.method, baseURL + call.path, fields: fields, body: call.body)
    }

    func read(_ answer: HTTPAnswer) -> VenueAnswer {
        let json = JSON.parse(answer.body)
        let error = json?["error"]
        return VenueAnswer(answer, json, code: error?["code"]?.scalarText, text: error?["message"]?.scalarText)
    }

    func verdict(_ answer: VenueAnswer) -> Verdict {
        if (200..<300).contains(answer.status) { return .done }
        if answer.status == 401 { return .refused(.unauthorised) }
        switch answer.code {
        case "resultUnknown": return .refused(.resultUnknown)
        case "insufficientBalance", "insufficientMargin": return .refused(.insufficientMargin)
        default: return .refused(.venue)
        }
    }

    func pauseMs(_ answer: HTTPAnswer, venueMs: Int64) -> Int64? { nil }
}
