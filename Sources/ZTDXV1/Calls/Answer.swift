import Desks
import Dialects
import HTTP1

/// What a handler makes of a call whose parameters are well-formed.
enum Answer: Sendable {
    case now(Response)
    case desk(@Sendable (inout Desk) throws(Failure) -> Response)
}
