/// Whose API an account is spoken to by.
public enum VenueFamily: String, Sendable, CaseIterable {
    /// Bybit v5.
    case bybit
    /// Bitget v2, classic account.
    case bitget
    /// ZTDX v1.
    case ztdx

    /// Where a word for an environment leads: `mainnet`, `testnet`, `demo`; nil for one that the venue has not.
    public func url(of environment: String) -> String? {
        switch (self, environment) {
        case (.bybit, "mainnet"): BybitVenue.Host.mainnet.rawValue
        case (.bybit, "testnet"): BybitVenue.Host.testnet.rawValue
        case (.bybit, "demo"): BybitVenue.Host.demo.rawValue
        case (.bitget, "mainnet"): BitgetVenue.Host.mainnet.rawValue
        case (.ztdx, "mainnet"): ZTDXVenue.Host.mainnet.rawValue
        case (.ztdx, "testnet"): ZTDXVenue.Host.testnet.rawValue
        default: nil
        }
    }
}
