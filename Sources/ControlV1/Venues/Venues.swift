import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The venue as a whole.
enum Venues {
    static func list(_ call: Call) throws(ControlFailure) -> Answer {
        .now(
            .object { body in
                body.memberArray("venues") { names in call.venues.forEach { names.value($0) } }
            })
    }

    static func read(_ call: Call) throws(ControlFailure) -> Answer {
        let name = call.venue
        return .desk { desk in
            .object { body in
                body.member("name", name)
                body.member("status", desk.haltReason == nil ? "serving" : "halted")
                if let reason = desk.haltReason { body.member("haltReason", reason) }
                body.member("clock", desk.clock.word)
                body.member("timeMs", desk.venueTimeMs)
                body.member("sequence", desk.statistics.sequence)
                body.member("commits", desk.statistics.commits)
                body.member("commands", desk.statistics.commands)
                body.memberArray("instruments") { symbols in
                    for instrument in desk.engine.instruments { symbols.value(desk.engine[instrument].symbol.text) }
                }
            }
        }
    }

    /// The digest of the whole state, and the journal's sequence it stands at.
    static func digest(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in
            .object { body in
                body.member("sequence", desk.statistics.sequence + UInt64(desk.applied.count))
                body.member("digest", desk.engine.digest().text)
            }
        }
    }
}
