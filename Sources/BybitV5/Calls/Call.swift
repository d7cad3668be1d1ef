import Desks
import Dialects

/// A request of one endpoint, decoded: all that can be judged without the desk was judged.
protocol Call: Sendable {
    /// Does or reads what is asked for; a refusal leaves the desk as it was.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer
}

/// A call that anyone may make.
protocol PublicCall: Call {
    init(_ parameters: Parameters) throws(ReturnCode)
}

/// A call that is made with an API key.
protocol PrivateCall: Call {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode)

    /// How much it counts against its limit: 1, or the orders of a batch.
    static func cost(_ parameters: Parameters) -> Int

    /// The same call when only so much of its cost is granted.
    func limited(to granted: Int) -> Self
}

extension PrivateCall {
    static func cost(_ parameters: Parameters) -> Int { 1 }
    func limited(to granted: Int) -> Self { self }
}
