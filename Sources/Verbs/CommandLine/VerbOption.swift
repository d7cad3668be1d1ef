import CommandLine

/// An option of a verb; the raw value is its name behind `--`.
enum VerbOption: String, CommandOption {
    case profile, all, profiles, live, json
    case dryRun = "dry-run"
    case symbol, mode, leverage, amount, side, uid, name, venue, generation, asset, mark, index
    case byMs = "by-ms"

    /// What its value is; nil for an option without one.
    var placeholder: String? {
        switch self {
        case .all, .live, .json, .dryRun: nil
        case .profile: "NAME[,NAME]"
        case .profiles: "FILE"
        case .symbol: "SYMBOL[,SYMBOL]"
        case .mode: "isolated|cross|portfolio"
        case .leverage: "NUMBER"
        case .amount: "NUMBER"
        case .side: "long|short"
        case .uid: "NUMBER"
        case .name: "NAME"
        case .venue: "bybit|bitget|ztdx"
        case .generation: "classic|uta1|uta2"
        case .asset: "COIN"
        case .mark, .index: "PRICE"
        case .byMs: "MILLISECONDS"
        }
    }

    var summary: String {
        switch self {
        case .profile: "Which profiles; the environment's, or the only one there is, when not given."
        case .all: "All profiles."
        case .profiles: "Where profiles are ($PLIMSOLL_PROFILES, else ~/.config/plimsoll/profiles.json)."
        case .live: "Allow venues that are not on this machine: real money."
        case .json: "Print JSON for scripts instead of a table."
        case .dryRun: "Send no change; show what it would do."
        case .symbol: "As the venue writes it, such as BTCUSDT."
        case .mode: "The margin mode."
        case .leverage: "The leverage of both sides."
        case .amount: "How much, above 0."
        case .side: "Which position, in hedge mode."
        case .uid: "The account's number, when it is not the profile's."
        case .name: "What the account is called by."
        case .venue: "Whose rules the account lives under."
        case .generation: "The generation of a Bybit account."
        case .asset: "Which coin."
        case .mark: "The mark price."
        case .index: "The index price (the mark price)."
        case .byMs: "How far the clock moves."
        }
    }
}
