import Desks
import Dialects
import Wire

/// Binance's way to a private stream. Here the key it gives is a token for `unified_account`, good for an hour:
/// ZTDX-MODE-32.
enum ListenKeys {
    private static let lifeMs: Int64 = 3_600_000

    static func issue(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let key = StreamToken.listenKey(of: login, untilMs: call.wireTimeMs + lifeMs)
        return .now(.object { $0.member("listenKey", key) })
    }
}
