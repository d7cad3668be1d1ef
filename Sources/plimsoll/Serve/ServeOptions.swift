import CommandLine
import Gateway

/// The options of `serve`, checked.
struct ServeOptions {
    let address: ListenAddress
    /// Nil for a server that keeps nothing.
    let dataPath: String?
    let venueFile: String?
    let readyFile: String?
    let controlToken: String?
    let hasRateLimits: Bool
    let hasDemoKeys: Bool
    let logLevel: LogLevel

    init(_ options: OptionValues<Option>) throws(UsageError) {
        guard let address = ListenAddress(options[.listen] ?? "127.0.0.1:8787") else {
            throw UsageError("--listen needs an IP address and a port, such as 127.0.0.1:8787")
        }
        guard let logLevel = LogLevel(rawValue: options[.logLevel] ?? "info") else {
            throw UsageError("--log-level needs one of \(Option.logLevel.placeholder ?? "")")
        }
        guard let hasRateLimits = ["on": true, "off": false][options[.rateLimits] ?? "on"] else {
            throw UsageError("--rate-limits needs one of \(Option.rateLimits.placeholder ?? "")")
        }
        guard options[.data] == nil || options[.ephemeral] == nil else {
            throw UsageError("--data and --ephemeral exclude each other")
        }
        self.address = address
        self.logLevel = logLevel
        self.hasRateLimits = hasRateLimits
        dataPath = options[.ephemeral] == nil ? options[.data] ?? "./plimsoll-data" : nil
        venueFile = options[.venueFile]
        readyFile = options[.readyFile]
        controlToken = options[.controlToken]
        hasDemoKeys = options[.demoKeys] != nil
    }
}
