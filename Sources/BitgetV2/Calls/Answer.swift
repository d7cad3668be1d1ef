import Desks
import Dialects

/// What a handler makes of a call that has its required parameters.
enum Answer: Sendable {
    case now(Payload)
    case desk(@Sendable (inout Desk) throws(Failure) -> Payload)
}
