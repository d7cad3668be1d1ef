import Desks
import Dialects
import Wire

/// Positions are one-way only: ZTDX-MODE-37. https://docs.p99.world/futures/usdt-margined/account/position-mode
enum PositionModes {
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .now(.object { $0.member("dualSidePosition", false) })
    }

    static func change(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        _ = try call.parameters.required("dualSidePosition")
        guard try !call.parameters.flag("dualSidePosition") else { throw .oneWayOnly }
        return .now(.done("success"))
    }
}
