/// What can be done from the command line. Parsing and help both come from here.
enum Verb: String, CaseIterable {
    case modeShow = "mode show"
    case modeSet = "mode set"
    case modeEnsure = "mode ensure"
    case modePreview = "mode preview"
    case marginAdd = "margin add"
    case marginReduce = "margin reduce"
    case leverageSet = "leverage set"
    case positions
    case orders
    case accounts
    case instruments
    case tiers
    case accountCreate = "account create"
    case accountShow = "account show"
    case deposit
    case priceSet = "price set"
    case clockFreeze = "clock freeze"
    case clockAdvance = "clock advance"
    case preview

    var summary: String {
        switch self {
        case .modeShow: "Show margin mode and leverage of symbols."
        case .modeSet: "Set the margin mode that holds for a symbol."
        case .modeEnsure: "Bring margin mode and leverage to what is wanted, whatever they are, and prove it."
        case .modePreview: "Show what 'mode ensure' would do; changes nothing."
        case .marginAdd: "Add margin to an isolated position."
        case .marginReduce: "Take margin from an isolated position."
        case .leverageSet: "Set the leverage of a symbol, both sides."
        case .positions: "List open positions."
        case .orders: "List open orders."
        case .accounts: "List what the accounts have."
        case .instruments: "List contracts."
        case .tiers: "List the risk limits of a symbol."
        case .accountCreate: "Open an account at a Plimsoll and make it a key, told this once."
        case .accountShow: "Show the accounts of a Plimsoll."
        case .deposit: "Book a deposit at a Plimsoll."
        case .priceSet: "Set mark and index price at a Plimsoll."
        case .clockFreeze: "Stop the clock of a Plimsoll's venue."
        case .clockAdvance: "Move the stopped clock of a Plimsoll's venue on."
        case .preview: "Ask a Plimsoll's engine what a change would do."
        }
    }

    /// Whether it speaks to the control API rather than to a venue's.
    var isControl: Bool {
        switch self {
        case .accountCreate, .accountShow, .deposit, .priceSet, .clockFreeze, .clockAdvance, .preview: true
        default: false
        }
    }

    /// Those that must be given.
    var required: [VerbOption] {
        switch self {
        case .modeShow, .tiers: [.symbol]
        case .modeSet: [.symbol, .mode]
        case .modeEnsure, .modePreview: [.symbol]
        case .marginAdd, .marginReduce: [.symbol, .amount]
        case .leverageSet: [.symbol, .leverage]
        case .accountCreate: [.name, .venue]
        case .deposit: [.asset, .amount]
        case .priceSet: [.symbol, .mark]
        case .clockAdvance: [.byMs]
        case .positions, .orders, .accounts, .instruments, .accountShow, .clockFreeze, .preview: []
        }
    }

    var options: [VerbOption] { required + further + (isControl ? VerbOption.ofControl : VerbOption.ofVenues) }

    private var further: [VerbOption] {
        switch self {
        case .modeSet, .leverageSet: [.dryRun]
        case .modeEnsure: [.mode, .leverage, .dryRun]
        case .modePreview: [.mode, .leverage]
        case .marginAdd, .marginReduce: [.side, .dryRun]
        case .positions, .orders, .instruments: [.symbol]
        case .accountCreate: [.generation]
        case .accountShow, .deposit: [.uid]
        case .priceSet: [.index]
        case .preview: [.uid, .mode, .symbol, .leverage, .amount, .side]
        case .modeShow, .accounts, .tiers, .clockFreeze, .clockAdvance: []
        }
    }
}

/// An option of a verb; the raw value is its name behind `--`.
enum VerbOption: String {
    case profile, all, profiles, live, json
    case dryRun = "dry-run"
    case symbol, mode, leverage, amount, side, uid, name, venue, generation, asset, mark, index
    case byMs = "by-ms"

    static let ofVenues: [VerbOption] = [.profile, .all, .profiles, .live, .json]
    static let ofControl: [VerbOption] = [.profile, .profiles, .live, .json]

    /// What its value is; nil for an option without one.
    var value: String? {
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
