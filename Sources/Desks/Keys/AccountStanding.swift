/// How a venue's operator regards an account. The engine knows nothing of it: it decides who may call, not what a call
/// does, so that positions of a locked account go on to be funded and liquidated.
public enum AccountStanding: UInt8, Sendable {
    /// May call whatever its keys permit.
    case normal = 0
    /// Locked while something about its owner is looked into.
    case abnormal = 1
    /// Locked for a time.
    case frozen = 2
    /// Locked for good.
    case disabled = 3
    /// Upgraded to the unified account, which the API of its family does not serve.
    case unified = 4
}
