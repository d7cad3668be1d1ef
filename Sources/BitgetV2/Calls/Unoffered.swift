import Desks
import Dialects

/// What is documented and not offered here.
enum Unoffered {
    /// A call that needs no key.
    static func open(_ call: Call) throws(Failure) -> Answer { throw .notOpenYet }

    /// A call on behalf of an account.
    static func signed(_ call: Call, _ login: Login) throws(Failure) -> Answer { throw .notOpenYet }

    /// The lists of what is not traded here: spot coins and symbols, margin currencies. Clients load them all before
    /// their first call.
    static func emptyList(_ call: Call) -> Answer { .now(.array { _ in }) }

    /// The Unified Account API of v3. Any success here would make ccxt use v3 for every later call.
    static func unifiedAccount(_ call: Call, _ login: Login) throws(Failure) -> Answer { throw .classicAccount }
}
