import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The venue's clock: real, frozen, or driven by hand. HOUSE-12.
enum Clocks {
    static func read(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in clock(desk) }
    }

    /// A clock that is frozen stands at the moment at which it is.
    static func set(_ call: Call) throws(ControlFailure) -> Answer {
        let members = try call.members("mode")
        let mode = try controlled { () throws(InvalidMember) in try members.word("mode", VenueClock.words) }
        return .desk { desk throws(ControlFailure) in
            if mode == .frozen { try desk.accept(.advance(toMs: desk.venueTimeMs)) }
            desk.apply(.setClock(mode))
            return clock(desk)
        }
    }

    /// Advances a frozen clock by a stretch or to an instant, doing all that falls due on the way.
    static func advance(_ call: Call) throws(ControlFailure) -> Answer {
        let members = try call.members("byMs", "toMs")
        guard members.has("byMs") != members.has("toMs") else {
            throw ControlFailure(InvalidMember("byMs", "either it or toMs must be there"))
        }
        let byMs = members.has("byMs")
        let amountMs = try controlled { () throws(InvalidMember) in try members.integer(byMs ? "byMs" : "toMs") }
        return .desk { desk throws(ControlFailure) in
            guard desk.clock == .frozen else { throw .clockIsReal }
            let (sumMs, isTooFar) = desk.engine.timeMs.addingReportingOverflow(amountMs)
            if byMs, isTooFar { throw ControlFailure(.timeTooFar) }
            try desk.accept(.advance(toMs: byMs ? sumMs : amountMs))
            return clock(desk)
        }
    }

    private static func clock(_ desk: borrowing Desk) -> Response {
        .object { body in
            body.member("mode", desk.clock.word)
            body.member("timeMs", desk.venueTimeMs)
        }
    }
}
