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

    init(_ arguments: Arguments) throws(UsageError) {
        guard let address = ListenAddress(arguments[.listen] ?? "127.0.0.1:8787") else {
            throw UsageError("--listen needs an IP address and a port, such as 127.0.0.1:8787")
        }
        guard let logLevel = LogLevel(rawValue: arguments[.logLevel] ?? "info") else {
            throw UsageError("--log-level needs one of \(Option.logLevel.value ?? "")")
        }
        guard let hasRateLimits = ["on": true, "off": false][arguments[.rateLimits] ?? "on"] else {
            throw UsageError("--rate-limits needs one of \(Option.rateLimits.value ?? "")")
        }
        guard arguments[.data] == nil || arguments[.ephemeral] == nil else {
            throw UsageError("--data and --ephemeral exclude each other")
        }
        self.address = address
        self.logLevel = logLevel
        self.hasRateLimits = hasRateLimits
        dataPath = arguments[.ephemeral] == nil ? arguments[.data] ?? "./plimsoll-data" : nil
        venueFile = arguments[.venueFile]
        readyFile = arguments[.readyFile]
        controlToken = arguments[.controlToken]
        hasDemoKeys = arguments[.demoKeys] != nil
    }
}
