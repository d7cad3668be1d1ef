public import Dialects
public import HTTP1

extension BitgetDialect {
    /// https://www.bitget.com/api-doc/common/websocket-intro
    public func openStream(_ request: Request, connectionID: String) -> (any StreamSession)? {
        switch request.path {
        case "/v2/ws/public": Stream(isPrivate: false, connectionID: connectionID)
        case "/v2/ws/private": Stream(isPrivate: true, connectionID: connectionID)
        default: nil
        }
    }
}
