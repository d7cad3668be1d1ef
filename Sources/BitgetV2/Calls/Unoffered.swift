import Desks
import MarginEngine
import Wire

extension Call {
    /// Get Server Time: https://www.bitget.com/api-doc/common/public/Get-Server-Time
    func serverTime(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        Payload.object { $0.member("serverTime", String(timeMs)) }
    }

    /// The lists of what is not traded here: spot coins and symbols, margin currencies. Clients load them all before
    /// their first call.
    func emptyList(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        Payload.array { _ in }
    }

    /// What is documented and not offered here.
    func notOpenYet(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        throw .notOpenYet
    }
}
