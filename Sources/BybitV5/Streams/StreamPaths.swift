public import Dialects
public import HTTP1
import Wire

extension BybitDialect {
    /// https://bybit-exchange.github.io/docs/v5/ws/connect
    public func openStream(_ request: Request, connectionID: String) -> (any StreamSession)? {
        switch request.path {
        case "/v5/public/linear": PublicStream(.linear, connectionID: connectionID)
        case "/v5/public/inverse": PublicStream(.inverse, connectionID: connectionID)
        case "/v5/public/spot": PublicStream(.spot, connectionID: connectionID)
        case "/v5/private":
            PrivateStream(connectionID: connectionID, maxActiveTime: Query(request.query)["max_active_time"])
        case "/v5/trade":
            TradeStream(connectionID: connectionID, maxActiveTime: Query(request.query)["max_active_time"])
        default: nil
        }
    }
}
