/// What can be done from the command line. Parsing and help both come from here.
enum Verb: Equatable {
    case desk(DeskVerb)
    case control(ControlVerb)

    static let all = DeskVerb.allCases.map(Verb.desk) + ControlVerb.allCases.map(Verb.control)

    /// The words that say it.
    var name: String {
        switch self {
        case .desk(let verb): verb.rawValue
        case .control(let verb): verb.rawValue
        }
    }

    var words: [String] { name.split(separator: " ").map(String.init) }

    var summary: String {
        switch self {
        case .desk(let verb): verb.summary
        case .control(let verb): verb.summary
        }
    }

    /// Those that must be given.
    var required: [VerbOption] {
        switch self {
        case .desk(let verb): verb.required
        case .control(let verb): verb.required
        }
    }

    /// All that may be given.
    var options: [VerbOption] {
        switch self {
        case .desk(let verb): verb.required + verb.further + [.profile, .all, .profiles, .live, .json]
        case .control(let verb): verb.required + verb.further + [.profile, .profiles, .live, .json]
        }
    }
}

/// What is done at each of several accounts, at any venue.
enum DeskVerb: String, CaseIterable {
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
        case .tiers: "List the risk limits of symbols."
        }
    }

    var required: [VerbOption] {
        switch self {
        case .modeShow, .tiers, .modeEnsure, .modePreview: [.symbol]
        case .modeSet: [.symbol, .mode]
        case .marginAdd, .marginReduce: [.symbol, .amount]
        case .leverageSet: [.symbol, .leverage]
        case .positions, .orders, .accounts, .instruments: []
        }
    }

    var further: [VerbOption] {
        switch self {
        case .modeSet, .leverageSet: [.dryRun]
        case .modeEnsure: [.mode, .leverage, .dryRun]
        case .modePreview: [.mode, .leverage]
        case .marginAdd, .marginReduce: [.side, .dryRun]
        case .positions, .orders, .instruments: [.symbol]
        case .modeShow, .accounts, .tiers: []
        }
    }
}

/// What is done with a Plimsoll itself.
enum ControlVerb: String, CaseIterable {
    case accountCreate = "account create"
    case accountShow = "account show"
    case deposit
    case priceSet = "price set"
    case clockFreeze = "clock freeze"
    case clockAdvance = "clock advance"
    case preview

    var summary: String {
        switch self {
        case .accountCreate: "Open an account at a Plimsoll and make it a key, told this once."
        case .accountShow: "Show the accounts of a Plimsoll."
        case .deposit: "Book a deposit at a Plimsoll."
        case .priceSet: "Set mark and index price at a Plimsoll."
        case .clockFreeze: "Stop the clock of a Plimsoll's venue."
        case .clockAdvance: "Move the stopped clock of a Plimsoll's venue on."
        case .preview: "Ask a Plimsoll's engine what a change would do."
        }
    }

    var required: [VerbOption] {
        switch self {
        case .accountCreate: [.name, .venue]
        case .deposit: [.asset, .amount]
        case .priceSet: [.symbol, .mark]
        case .clockAdvance: [.byMs]
        case .accountShow, .clockFreeze, .preview: []
        }
    }

    var further: [VerbOption] {
        switch self {
        case .accountCreate: [.generation]
        case .accountShow, .deposit: [.uid]
        case .priceSet: [.index]
        case .preview: [.uid, .mode, .symbol, .leverage, .amount, .side]
        case .clockFreeze, .clockAdvance: []
        }
    }
}
