import Wire

extension Market {
    /// Get Server Time: https://www.bitget.com/api-doc/common/public/Get-Server-Time
    static func serverTime(_ call: Call) -> Answer {
        .now(.object { $0.member("serverTime", String(call.timeMs)) })
    }
}
