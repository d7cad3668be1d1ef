import CommandLine

/// What the program can be told to do. Parsing and help both come from here.
enum Command: String, CaseIterable {
    case serve
    case calc
    case version
    case help

    var summary: String {
        switch self {
        case .serve: "Serve a venue over HTTP until SIGTERM or SIGINT."
        case .calc: "Compute margin figures from options or a table; 'plimsoll calc --help' lists them."
        case .version: "Print the version."
        case .help: "Print this help."
        }
    }

    var options: [Option] {
        switch self {
        case .serve: Option.allCases
        case .calc, .version, .help: []
        }
    }
}

/// An option of `serve`; the raw value is its name behind `--`.
enum Option: String, CaseIterable, CommandOption {
    case listen
    case data
    case ephemeral
    case venueFile = "venue-file"
    case readyFile = "ready-file"
    case controlToken = "control-token"
    case rateLimits = "rate-limits"
    case demoKeys = "demo-keys"
    case logLevel = "log-level"

    /// What its value is; nil for an option without one.
    var placeholder: String? {
        switch self {
        case .listen: "ADDRESS:PORT"
        case .data: "DIR"
        case .venueFile, .readyFile: "FILE"
        case .controlToken: "TOKEN"
        case .rateLimits: "on|off"
        case .logLevel: "debug|info|warn|error"
        case .ephemeral, .demoKeys: nil
        }
    }

    var summary: String {
        switch self {
        case .listen: "Where to listen (127.0.0.1:8787); port 0 picks a free one."
        case .data: "Where journals and keys are kept (./plimsoll-data)."
        case .ephemeral: "Keep everything in memory and forget it at the end."
        case .venueFile: "What a new default venue begins with, as JSON."
        case .readyFile: "Written once connections are accepted: address, token, accounts."
        case .controlToken: "The control API's bearer token, instead of the one kept with the data."
        case .rateLimits: "The venues' own rate limits (on)."
        case .demoKeys: "Give a new venue's accounts fixed, documented keys: for tests only."
        case .logLevel: "How much is logged to standard error (info)."
        }
    }
}
