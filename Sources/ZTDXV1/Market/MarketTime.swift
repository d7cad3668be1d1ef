import Wire

/// The server's clock, in both parts of the API.
enum MarketTime {
    static func ping(_ call: Call) throws(Failure) -> Answer {
        .now(.object { _ in })
    }

    /// Wire time, since clients set their clocks by it to sign.
    static func read(_ call: Call) throws(Failure) -> Answer {
        .now(.object { $0.member("serverTime", call.wireTimeMs) })
    }

    /// The same in the style of `/api/v1`; the venue documents none there.
    static func serverTime(_ call: Call) throws(Failure) -> Answer {
        .now(.object { $0.member("server_time", call.wireTimeMs) })
    }
}
