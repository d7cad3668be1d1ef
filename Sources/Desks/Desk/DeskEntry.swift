public import MarginEngine

/// How venue time passes.
public enum VenueClock: Sendable, Equatable {
    /// With the wall clock.
    case real
    /// Only when it is advanced by hand.
    case frozen
}

/// One change of a desk, as journalled.
public enum DeskEntry: Sendable, Equatable {
    /// A command of the engine; the time it was applied at is an `advance` of its own before it.
    case command(Command)
    /// A key, its secrets sealed.
    case addKey(APIKey)
    /// Every key with that public part.
    case removeKey(String)
    /// From now on venue time passes so.
    case setClock(VenueClock)
    /// The name an account is shown by.
    case nameAccount(uid: UInt64, String)
    /// A request of an account that may be made only once was made, under that name.
    case noteRequest(uid: UInt64, String)
    /// A transfer between wallets, after the command that made it.
    case noteTransfer(WalletTransfer)
    /// From now on the operator regards the account so.
    case setStanding(uid: UInt64, AccountStanding)
    /// From now on the account wants it so.
    case setPreferences(uid: UInt64, AccountPreferences)
}
