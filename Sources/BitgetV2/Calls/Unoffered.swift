import Desks
import Dialects
import HTTP1

/// What is documented and not offered here.
enum Unoffered {
    /// A call that needs no key.
    static func open(_ call: Call) throws(Failure) -> Answer { throw .notOpenYet }

    /// A call on behalf of an account.
    static func signed(_ call: Call, _ login: Login) throws(Failure) -> Answer { throw .notOpenYet }

    /// The lists of what is not traded here: spot coins and symbols, margin currencies. Clients load them all before
    /// their first call.
    static func emptyList(_ call: Call) -> Answer { .now(.array { _ in }) }

    /// Every signed path of v3, the API of unified accounts, known or not: the key's account decides, nothing else.
    /// Any success here would make ccxt use v3 for every later call. BITGET-CALL-1, BITGET-CALL-2.
    static func unifiedAPI(_ method: Request.Method) -> Endpoint {
        .signed(method, "/api/v3/", perSecond: 20) { _, login throws(Failure) in
            throw login.standing == .unified ? .notOpenYet : .classicAccount
        }
    }
}
